# Inner loops of the tensor layer, in the tensor engine's own language (TorchScript). They run
# without a gradient tape. Axes: task T, member M, row B. A list of parameters is weight
# [T, M, in, out] and bias [T, M, 1, out] per layer.
class Kernels(Module):
  __parameters__ = []
  __buffers__ = []

  # Networks of one group as one batch [N, ...], without a copy: all members of a single task, or one
  # member of all tasks (weights of both together lie too far apart for one batched product).
  def group(self: __torch__.Kernels, array: Tensor, member: int) -> Tensor:
    if torch.eq(array.size(0), 1):
      return array[0]
    if torch.eq(array.size(1), 1):
      return array[:, 0]
    return array[:, member]

  # h weight + bias; h [N or 1, B, in]. A single column (the head of a critic) as products and sums
  # along the rows: seven times as fast as the matrix product, which keeps to 2 of 100 GFLOP/s there.
  def layer(self: __torch__.Kernels, h: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
    if torch.eq(weight.size(2), 1):
      return torch.add_(torch.sum(torch.mul(h, torch.transpose(weight, 1, 2)), [2], True), bias)
    return torch.baddbmm(bias, torch.expand(h, [weight.size(0), -1, -1]), weight)

  # All layers for some rows; notes in kept what the way back needs of each hidden layer.
  def through(self: __torch__.Kernels, x: Tensor, parameters: List[Tensor], member: int, swish: bool, keep: bool, kept: List[Tensor]) -> Tensor:
    h = x
    layers = len(parameters) // 2
    for i in range(layers):
      h = (self).layer(h, (self).group(parameters[2 * i], member), (self).group(parameters[2 * i + 1], member))
      if i < layers - 1:
        if swish:
          z = h
          h = torch.silu(z)
          if keep:
            kept.append(z)
            kept.append(h)
        else:
          h = torch.relu_(h)
          if keep:
            kept.append(h)
    return h

  # x [T, M or 1, B, in] -> [T, M, B, out]. Rows in chunks, so that what a layer writes is still in
  # the cache when the next one reads it. Also returns what the way back needs and whether it will lead
  # to the inputs and to the weights.
  def forward(self: __torch__.Kernels, x: Tensor, parameters: List[Tensor], swish: bool, chunk: int) -> Tuple[Tensor, List[Tensor], bool, bool]:
    inputs = x.requires_grad
    weights = parameters[0].requires_grad
    keep = inputs or weights
    kept = annotate(List[Tensor], [])
    groups = parameters[0].size(1)
    axis = 1
    if torch.eq(x.size(0), 1):
      groups = 1
      axis = 0
    members = annotate(List[Tensor], [])
    for member in range(groups):
      parts = annotate(List[Tensor], [])
      for at in range(0, x.size(2), chunk):
        rows = (self).group(x, member)[:, at:at + chunk]
        parts.append((self).through(rows, parameters, member, swish, keep, kept))
      if len(parts) == 1:
        members.append(parts[0])
      else:
        members.append(torch.cat(parts, 1))
    return (torch.stack(members, axis), kept, inputs, weights)

  # The way back for some rows from the gradient by their outputs: adds to found the gradients by each
  # bias and weight, last layer first, and returns the one by x if wanted.
  def back(self: __torch__.Kernels, x: Tensor, parameters: List[Tensor], member: int, kept: List[Tensor], index: int, gradient: Tensor, swish: bool, weights: bool, inputs: bool, found: List[Tensor]) -> Tensor:
    layers = len(parameters) // 2
    perLayer = 1
    if swish:
      perLayer = 2
    first = torch.eq(len(found), 0)
    g = gradient
    for k in range(layers):
      i = layers - 1 - k
      weight = torch.transpose((self).group(parameters[2 * i], member), 1, 2)
      h = torch.expand(x, [weight.size(0), -1, -1])
      if i > 0:
        h = kept[index + perLayer * i - 1]
      if weights:
        byBias = torch.sum(g, [1], True)
        if first:
          if torch.eq(g.size(2), 1):
            byWeight = torch.unsqueeze(torch.sum(torch.mul(h, g), [1]), 2)
          else:
            byWeight = torch.bmm(torch.transpose(h, 1, 2), g)
          found.append(byBias)
          found.append(byWeight)
        else:
          torch.add_(found[2 * k], byBias)
          if torch.eq(g.size(2), 1):
            torch.add_(found[2 * k + 1], torch.unsqueeze(torch.sum(torch.mul(h, g), [1]), 2))
          else:
            torch.baddbmm(found[2 * k + 1], torch.transpose(h, 1, 2), g, out=found[2 * k + 1])
      if i > 0 or inputs:
        if torch.eq(g.size(2), 1):
          g = torch.mul(g, weight)
        else:
          g = torch.bmm(g, weight)
      if i > 0:
        if swish:
          z = kept[index + perLayer * i - 2]
          g = torch.silu_backward(g, z, grad_input=g)
        else:
          g = torch.threshold_backward(g, h, 0, grad_input=g)
    return g

  # Gradients of sum(y gradient): by x if wanted, then, if wanted, by each weight and bias as pieces
  # [T, M, ...] or, for many tasks, [T, 1, ...] of each member.
  def backward(self: __torch__.Kernels, x: Tensor, parameters: List[Tensor], kept: List[Tensor], gradient: Tensor, swish: bool, weights: bool, inputs: bool, chunk: int) -> List[Tensor]:
    groups = parameters[0].size(1)
    axis = 1
    if torch.eq(x.size(0), 1):
      groups = 1
      axis = 0
    pieces = annotate(List[List[Tensor]], [])
    members = annotate(List[Tensor], [])
    index = 0
    for member in range(groups):
      found = annotate(List[Tensor], [])
      parts = annotate(List[Tensor], [])
      for at in range(0, x.size(2), chunk):
        rows = (self).group(x, member)[:, at:at + chunk]
        g = (self).group(gradient, member)[:, at:at + chunk]
        g = (self).back(rows, parameters, member, kept, index, g, swish, weights, inputs, found)
        index = index + len(kept) // groups // ((x.size(2) + chunk - 1) // chunk)
        if inputs:
          parts.append(g)
      if inputs:
        members.append(torch.cat(parts, 1))
      pieces.append(found)
    result = annotate(List[Tensor], [])
    if inputs:
      byInput = torch.stack(members, axis)
      if torch.gt(byInput.size(1), x.size(1)):
        byInput = torch.sum(byInput, [1], True)
      result.append(byInput)
    if weights:
      for block in range(len(parameters)):
        for member in range(groups):
          result.append(torch.unsqueeze(pieces[member][len(parameters) - 1 - block], axis))
    return result

  # Adam in one pass over the memory. values, first, second: [T, P]; gradients in the order of the
  # columns, [T, ...]. Returns what it wrote: the compiler drops a call whose result nobody asks for.
  def adam(self: __torch__.Kernels, values: Tensor, gradients: List[Tensor], first: Tensor, second: Tensor, steps: Tensor, rate: float, beta1: float, beta2: float, epsilon: float) -> List[Tensor]:
    tasks = values.size(0)
    p = annotate(List[Tensor], [])
    g = annotate(List[Tensor], [])
    m = annotate(List[Tensor], [])
    v = annotate(List[Tensor], [])
    s = annotate(List[Tensor], [])
    at = 0
    for gradient in gradients:
      rows = torch.reshape(gradient, [tasks, -1])
      end = at + rows.size(1)
      for task in range(tasks):
        p.append(values[task, at:end])
        g.append(rows[task])
        m.append(first[task, at:end])
        v.append(second[task, at:end])
        s.append(steps[task])
      at = end
    torch._fused_adam_(p, g, m, v, annotate(List[Tensor], []), s, lr=rate, beta1=beta1, beta2=beta2, weight_decay=0., eps=epsilon, amsgrad=False, maximize=False)
    return p

  # sum over i of rates[i] / 2 |weights[i]|^2, [T].
  def decay(self: __torch__.Kernels, weights: List[Tensor], rates: List[float]) -> Tensor:
    parts = annotate(List[Tensor], [])
    for i in range(len(weights)):
      rows = torch.reshape(weights[i], [weights[i].size(0), -1])
      parts.append(torch.mul(torch.sum(torch.mul(rows, rows), [1]), rates[i] / 2.))
    return torch.sum(torch.stack(parts), [0])

  # Adds its gradient times gradient [T] to the pieces found, of each weight the same number, side by
  # side along the members.
  def decayed(self: __torch__.Kernels, weights: List[Tensor], rates: List[float], gradient: Tensor, found: List[Tensor]) -> List[Tensor]:
    g = torch.reshape(gradient, [-1, 1, 1, 1])
    each = len(found) // len(weights)
    added = annotate(List[Tensor], [])
    for i in range(len(weights)):
      members = weights[i].size(1) // each
      for j in range(each):
        own = weights[i][:, j * members:(j + 1) * members]
        added.append(torch.addcmul_(found[each * i + j], own, g, value=rates[i]))
    return added

  # Sum over all entries of each task, [T]: not finite where any entry is not.
  def sums(self: __torch__.Kernels, blocks: List[Tensor]) -> Tensor:
    parts = annotate(List[Tensor], [])
    for block in blocks:
      parts.append(torch.sum(torch.reshape(block, [block.size(0), -1]), [1]))
    return torch.sum(torch.stack(parts), [0])

  # slow <- (1 - rate) slow + rate values, in one pass.
  def track(self: __torch__.Kernels, slow: Tensor, values: Tensor, rate: float) -> Tensor:
    return torch.lerp_(slow, values, rate)

  # What has reached each of these so far; an empty tensor where nothing has.
  def gradients(self: __torch__.Kernels, arrays: List[Tensor]) -> List[Tensor]:
    found = annotate(List[Tensor], [])
    for array in arrays:
      found.append(ops.prim.grad(array))
    return found
