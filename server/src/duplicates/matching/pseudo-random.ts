/** The same numbers every time, 0 to less than 1: what was found once is found again. */
export function pseudoRandom(): () => number {
  let state = 7
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}
