import type pg from 'pg'

/** Months of history that have a partition ahead of time. */
const ahead = 3

/** Makes the monthly partitions of the history, this month's and the next; what lies elsewhere goes to the default one. */
export async function makePartitions(pool: pg.Pool, now: Date): Promise<void> {
  for (let month = 1; month <= ahead; month += 1) {
    const from = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + month, 1))
    const to = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + month + 1, 1))
    const name = `history_${from.getUTCFullYear()}_${String(from.getUTCMonth() + 1).padStart(2, '0')}`
    await pool
      .query(
        `create table if not exists tendero.${name} partition of tendero.history for values from ('${from.toISOString()}') to ('${to.toISOString()}')`,
      )
      .catch((error: unknown) => {
        // Another worker was first, or a workspace whose clock is ahead already wrote into the default partition.
        if (
          typeof error !== 'object' ||
          error === null ||
          !('code' in error) ||
          !['42P07', '23514', '42P17'].includes(String(error.code))
        )
          throw error
      })
  }
}
