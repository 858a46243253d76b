package merpo.agents.macaw;

import ai.djl.ndarray.NDArray;
import java.util.List;

/**
 * What an inner step goes down.
 *
 * @param value of each task, [T]
 * @param gradient by each layer, of each task
 */
record InnerLoss(NDArray value, List<Linear> gradient) {}
