/** To be made small; what is not allowed answers Infinity. */
export type Objective = (point: readonly number[]) => number

interface Vertex {
  readonly point: readonly number[]
  readonly value: number
}

/**
 * The point where an objective is least, found downhill without derivatives (Nelder & Mead 1965, in the form of Nash 1990,
 * Compact Numerical Methods, algorithm 19, which R's `optim` uses). Always ends; the point is never worse than the start.
 * @param limit of evaluations, about
 */
export function minimise(objective: Objective, start: readonly number[], limit = 2000): readonly number[] {
  let evaluations = 0
  const vertex = (point: readonly number[]): Vertex => {
    evaluations += 1
    const value = objective(point)
    return { point, value: Number.isFinite(value) ? value : Number.MAX_VALUE }
  }
  let simplex = around(start).map(vertex)
  const tolerance = relativeTolerance * (Math.abs(simplex[0]?.value ?? 0) + relativeTolerance)
  while (evaluations < limit) {
    const [best, worst] = ends(simplex)
    if (worst.value <= best.value + tolerance) break
    const better = replacement(simplex, best, worst, vertex)
    if (better) simplex = simplex.map((each) => (each === worst ? better : each))
    else simplex = simplex.map((each) => (each === best ? best : vertex(between(each.point, best.point, 0.5))))
  }
  return ends(simplex)[0].point
}

const relativeTolerance = Math.sqrt(Number.EPSILON)

/** The start and, along each axis, a point beside it: a tenth of the largest coordinate away. */
function around(start: readonly number[]): readonly (readonly number[])[] {
  const step = 0.1 * Math.max(...start.map(Math.abs)) || 0.1
  return [start, ...start.map((_, axis) => start.map((value, index) => (index === axis ? value + step : value)))]
}

function ends(simplex: readonly Vertex[]): [best: Vertex, worst: Vertex] {
  const first = simplex[0] ?? { point: [], value: 0 }
  return simplex.reduce<[Vertex, Vertex]>(
    ([best, worst], each) => [each.value < best.value ? each : best, each.value > worst.value ? each : worst],
    [first, first],
  )
}

/** What stands in for the worst vertex: its reflection, further out where that is best; otherwise a contraction, if any. */
function replacement(
  simplex: readonly Vertex[],
  best: Vertex,
  worst: Vertex,
  vertex: (point: readonly number[]) => Vertex,
): Vertex | undefined {
  const centre = centreWithout(simplex, worst)
  const reflected = vertex(between(worst.point, centre, 2))
  if (reflected.value < best.value) {
    const further = vertex(between(centre, reflected.point, 2))
    return further.value < reflected.value ? further : reflected
  }
  const kept = reflected.value < worst.value ? reflected : worst
  const contracted = vertex(between(kept.point, centre, 0.5))
  if (contracted.value < kept.value) return contracted
  return kept === worst ? undefined : kept
}

function centreWithout(simplex: readonly Vertex[], worst: Vertex): readonly number[] {
  const others = simplex.length - 1
  return worst.point.map(
    (value, axis) => (simplex.reduce((total, { point }) => total + (point[axis] ?? 0), 0) - value) / others,
  )
}

/** From one point towards another: 0 is the one, 1 the other, 2 as far beyond. */
function between(from: readonly number[], to: readonly number[], way: number): readonly number[] {
  return from.map((value, axis) => value + way * ((to[axis] ?? 0) - value))
}
