import type { Database } from '../kernel/database.ts'

/**
 * Does a workspace's sending while nobody else does, in whatever process. PostgreSQL itself holds the turn for as long as
 * the connection is there: when a process dies, the next may begin at once.
 * @returns undefined when somebody else is sending
 */
export async function inTurn<T>(
  { direct }: Pick<Database, 'direct'>,
  workspaceId: string,
  work: () => Promise<T>,
): Promise<{ readonly result: T } | undefined> {
  const client = await direct.connect()
  let broken = true
  try {
    const { rows } = await client.query<{ mine: boolean }>(
      'select pg_try_advisory_lock(hashtextextended($1, 0)) as mine',
      [turnOf(workspaceId)],
    )
    if (!rows[0]?.mine) {
      broken = false
      return undefined
    }
    const result = await work()
    await client.query('select pg_advisory_unlock(hashtextextended($1, 0))', [turnOf(workspaceId)])
    broken = false
    return { result }
  } finally {
    client.release(broken)
  }
}

function turnOf(workspaceId: string): string {
  return `mail ${workspaceId}`
}
