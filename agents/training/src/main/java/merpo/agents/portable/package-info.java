/**
 * Policies that travel: written as ONNX and TorchScript for other programs, and those of other
 * programs tried here.
 */
package merpo.agents.portable;
