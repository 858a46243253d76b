/**
 * TensorBoard's event files: records framed and summed as TensorFlow does, each holding one
 * protobuf message. TensorBoard shows them live: {@code tensorboard --logdir runs}.
 *
 * <p>Internal: changes without notice.
 */
package merpo.datagen.tensorboard;
