/**
 * TensorBoard's event files: records framed and summed as TensorFlow does, each holding one
 * protobuf message. TensorBoard shows them live: {@code tensorboard --logdir runs}.
 */
package merpo.datagen.tensorboard;
