/** Begins to measure the milliseconds that this process takes of a processor: what else the machine does is not counted. */
export function processorClock(): () => number {
  const began = process.cpuUsage()
  return () => {
    const { user, system } = process.cpuUsage(began)
    return (user + system) / 1_000
  }
}
