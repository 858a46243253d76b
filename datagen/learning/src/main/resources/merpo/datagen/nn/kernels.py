# Inner loops of the tensor layer, in the tensor engine's own language (TorchScript). They run
# without a gradient tape. Axes: task T, member M, row B. A list of parameters is weight
# [T, M, in, out] and bias [T, M, 1, out] per layer, each without gaps in memory: the networks of all
# tasks and members are one batch of N = T M. Wide: units that both sides of a hidden layer need for
# it to be in bfloat16, 0 for none; half: whether some may be.
class Kernels(Module):
  __parameters__ = []
  __buffers__ = []

  # Rows at to at + chunk of x [T, M or 1, B, in] for each network, [N, chunk, in].
  def rows(self: __torch__.Kernels, x: Tensor, parameters: List[Tensor], at: int, chunk: int) -> Tensor:
    return torch.flatten(torch.expand(x[:, :, at:at + chunk], [-1, parameters[0].size(1), -1, -1]), 0, 1)

  # The parameters as products take them. A layer between two hidden ones that are wide enough is in
  # bfloat16 (15): its products add up in single precision (6) and come out rounded. What reads x and
  # the head stay as they are. Once for all rows.
  def rounded(self: __torch__.Kernels, parameters: List[Tensor], wide: int) -> List[Tensor]:
    if torch.eq(wide, 0):
      return parameters
    used = annotate(List[Tensor], [])
    layers = len(parameters) // 2
    for i in range(layers):
      weight = parameters[2 * i]
      type = 6
      if i > 0 and i < layers - 1 and weight.size(2) >= wide and weight.size(3) >= wide:
        type = 15
      used.append(torch.to(weight, type))
      used.append(torch.to(parameters[2 * i + 1], type))
    return used

  # All layers for some rows [N, b, in]; notes in kept what the way back needs of each hidden layer: what
  # the next one reads, in that one's precision, and for swish what came in. A
  # single column (the head of a critic) as products and sums along the rows: seven times as fast as
  # the matrix product, which keeps to 2 of 100 GFLOP/s there.
  def through(self: __torch__.Kernels, x: Tensor, parameters: List[Tensor], swish: bool, keep: bool, kept: List[Tensor], half: bool) -> Tensor:
    h = x
    layers = len(parameters) // 2
    for i in range(layers):
      weight = torch.flatten(parameters[2 * i], 0, 1)
      bias = torch.flatten(parameters[2 * i + 1], 0, 1)
      if torch.eq(weight.size(2), 1):
        h = torch.add_(torch.sum(torch.mul(h, torch.transpose(weight, 1, 2)), [2], True), bias)
      else:
        h = torch.baddbmm(bias, h, weight)
      if i < layers - 1:
        if swish:
          if keep:
            kept.append(h)
          h = torch.silu(h)
        else:
          h = torch.relu_(h)
        if half:
          h = torch.to(h, parameters[2 * i + 2].dtype)
        if keep:
          kept.append(h)
    return h

  # x [T, M or 1, B, in] -> [T, M, B, out]. Rows in chunks, so that what a layer writes is still in
  # the cache when the next one reads it. Also returns what the way back needs and whether it will lead
  # to the inputs and to any weight.
  def forward(self: __torch__.Kernels, x: Tensor, parameters: List[Tensor], swish: bool, chunk: int, wide: int) -> Tuple[Tensor, List[Tensor], bool, bool]:
    inputs = x.requires_grad
    weights = False
    for parameter in parameters:
      weights = weights or parameter.requires_grad
    keep = inputs or weights
    kept = annotate(List[Tensor], [])
    parts = annotate(List[Tensor], [])
    used = (self).rounded(parameters, wide)
    for at in range(0, x.size(2), chunk):
      parts.append((self).through((self).rows(x, parameters, at, chunk), used, swish, keep, kept, wide > 0))
    y = torch.cat(parts, 1)
    return (torch.reshape(y, [x.size(0), -1, y.size(1), y.size(2)]), kept, inputs, weights)

  # Draws of a tanh-Gaussian policy at x [T, B, obs]: actions and, as the last column, their log
  # densities, [T, B, act + 1]. What SquashedGaussian.sample does, operation by operation: the same
  # bits, for as many rows as forward keeps together. halfLog is log(2 pi) / 2, logTwo is log 2, as
  # 32 bits hold them.
  def draw(self: __torch__.Kernels, x: Tensor, parameters: List[Tensor], noise: Tensor, least: float, largest: float) -> Tensor:
    halfLog = 0.9189385175704956
    logTwo = 0.6931471824645996
    head = (self).through(x, parameters, False, False, annotate(List[Tensor], []), False)
    actions = noise.size(2)
    mean = head[:, :, :actions]
    logDeviation = torch.clamp(head[:, :, actions:], least, largest)
    u = torch.add(mean, torch.mul(torch.exp(logDeviation), noise))
    gaussian = torch.sub(torch.mul(torch.square(noise), -0.5), logDeviation)
    softplus = torch.softplus(torch.mul(u, -2.))
    jacobian = torch.mul(torch.sub(torch.add(u, softplus), logTwo), -2.)
    density = torch.sum(torch.sub(torch.sub(gaussian, jacobian), halfLog), [2], True)
    return torch.cat([torch.tanh(u), density], 2)

  # The way back for some rows from the gradient by their outputs: adds to found the gradients by each
  # bias and weight, last layer first, in single precision, and returns the one by x if wanted.
  def back(self: __torch__.Kernels, x: Tensor, parameters: List[Tensor], kept: List[Tensor], index: int, gradient: Tensor, swish: bool, weights: bool, inputs: bool, found: List[Tensor], half: bool) -> Tensor:
    layers = len(parameters) // 2
    perLayer = 1
    if swish:
      perLayer = 2
    first = torch.eq(len(found), 0)
    g = gradient
    for k in range(layers):
      i = layers - 1 - k
      weight = torch.transpose(torch.flatten(parameters[2 * i], 0, 1), 1, 2)
      h = x
      if i > 0:
        h = kept[index + perLayer * i - 1]
      column = torch.eq(g.size(2), 1)
      if half:
        g = torch.to(g, weight.dtype)
      if weights:
        byBias = torch.sum(g, [1], True, dtype=6)
        if first:
          if column:
            byWeight = torch.unsqueeze(torch.sum(torch.mul(h, g), [1]), 2)
          else:
            byWeight = torch.bmm(torch.transpose(h, 1, 2), g)
            if half:
              byWeight = torch.to(byWeight, 6)
          found.append(byBias)
          found.append(byWeight)
        else:
          torch.add_(found[2 * k], byBias)
          if column:
            torch.add_(found[2 * k + 1], torch.unsqueeze(torch.sum(torch.mul(h, g), [1]), 2))
          elif half:
            torch.add_(found[2 * k + 1], torch.bmm(torch.transpose(h, 1, 2), g))
          else:
            torch.baddbmm(found[2 * k + 1], torch.transpose(h, 1, 2), g, out=found[2 * k + 1])
      if i > 0 or inputs:
        if column:
          g = torch.mul(g, weight)
        else:
          g = torch.bmm(g, weight)
      if i > 0:
        if swish:
          z = kept[index + perLayer * i - 2]
          if half:
            g = torch.to(g, z.dtype)
          g = torch.silu_backward(g, z, grad_input=g)
        else:
          g = torch.threshold_backward(g, h, 0, grad_input=g)
    return g

  # Gradients of sum(y gradient): by x if wanted, then, if wanted, by each weight and bias.
  def backward(self: __torch__.Kernels, x: Tensor, parameters: List[Tensor], kept: List[Tensor], gradient: Tensor, swish: bool, weights: bool, inputs: bool, chunk: int, wide: int) -> List[Tensor]:
    found = annotate(List[Tensor], [])
    parts = annotate(List[Tensor], [])
    byOutput = torch.flatten(gradient, 0, 1)
    each = len(kept) // ((x.size(2) + chunk - 1) // chunk)
    index = 0
    used = (self).rounded(parameters, wide)
    for at in range(0, x.size(2), chunk):
      g = (self).back((self).rows(x, parameters, at, chunk), used, kept, index, byOutput[:, at:at + chunk], swish, weights, inputs, found, wide > 0)
      index = index + each
      if inputs:
        parts.append(g)
    result = annotate(List[Tensor], [])
    if inputs:
      byInput = torch.reshape(torch.cat(parts, 1), [x.size(0), -1, x.size(2), x.size(3)])
      if torch.gt(byInput.size(1), x.size(1)):
        byInput = torch.sum(byInput, [1], True)
      result.append(byInput)
    if weights:
      for block in range(len(parameters)):
        result.append(torch.view_as(found[len(parameters) - 1 - block], parameters[block]))
    return result

  # Adam in one pass over the memory; values, first, second hold the blocks one after another, in the
  # order of the gradients [T, M, ...]. steps: one for all tasks, or one for each. In a stack, networks
  # that do not fill whole vectors of 16 numbers are pieces of their own, so that no number's rounding
  # depends on the task before it. Returns what it wrote: the compiler drops a call whose result
  # nobody asks for.
  def adam(self: __torch__.Kernels, values: Tensor, gradients: List[Tensor], first: Tensor, second: Tensor, steps: Tensor, rate: float, beta1: float, beta2: float, epsilon: float) -> List[Tensor]:
    p = annotate(List[Tensor], [])
    g = annotate(List[Tensor], [])
    m = annotate(List[Tensor], [])
    v = annotate(List[Tensor], [])
    s = annotate(List[Tensor], [])
    at = 0
    for gradient in gradients:
      tasks = gradient.size(0)
      networks = tasks * gradient.size(1)
      pieces = steps.size(0)
      if tasks > 1 and torch.ne(gradient.numel() // networks % 16, 0):
        pieces = networks
      size = gradient.numel() // pieces
      flat = torch.reshape(gradient, [-1])
      for piece in range(pieces):
        p.append(values[at:at + size])
        g.append(flat[piece * size:(piece + 1) * size])
        m.append(first[at:at + size])
        v.append(second[at:at + size])
        s.append(steps[piece * steps.size(0) // pieces])
        at = at + size
    torch._fused_adam_(p, g, m, v, annotate(List[Tensor], []), s, lr=rate, beta1=beta1, beta2=beta2, weight_decay=0., eps=epsilon, amsgrad=False, maximize=False)
    return p

  # sum over i of rates[i] / 2 |weights[i]|^2, [T].
  def decay(self: __torch__.Kernels, weights: List[Tensor], rates: List[float]) -> Tensor:
    parts = annotate(List[Tensor], [])
    for i in range(len(weights)):
      rows = torch.reshape(weights[i], [weights[i].size(0), -1])
      parts.append(torch.mul(torch.sum(torch.mul(rows, rows), [1]), rates[i] / 2.))
    return torch.sum(torch.stack(parts), [0])

  # Adds its gradient times gradient [T] to what is found by each weight.
  def decayed(self: __torch__.Kernels, weights: List[Tensor], rates: List[float], gradient: Tensor, found: List[Tensor]) -> List[Tensor]:
    g = torch.reshape(gradient, [-1, 1, 1, 1])
    added = annotate(List[Tensor], [])
    for i in range(len(weights)):
      added.append(torch.addcmul_(found[i], weights[i], g, value=rates[i]))
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

  # Whether gradients lead to it.
  def learns(self: __torch__.Kernels, array: Tensor) -> bool:
    return array.requires_grad

  # What has reached each of these so far; an empty tensor where nothing has.
  def gradients(self: __torch__.Kernels, arrays: List[Tensor]) -> List[Tensor]:
    found = annotate(List[Tensor], [])
    for array in arrays:
      found.append(ops.prim.grad(array))
    return found
