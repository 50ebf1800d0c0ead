import { Client, DatabaseError } from 'pg'
import { OperatorError } from './operator-error.ts'

/**
 * Runs work on one direct connection as the owner of the tables and closes it.
 * @throws OperatorError in one line when the database cannot be reached or lets us not in.
 */
export async function asOwner<T>(ownerUrl: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = await connect(ownerUrl)
  try {
    return await work(client)
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** A database address without its password, for messages. */
export function withoutPassword(url: string): string {
  if (!URL.canParse(url)) return 'DATABASE_URL'
  const shown = new URL(url)
  shown.password = ''
  return shown.href
}

async function connect(ownerUrl: string): Promise<Client> {
  if (!/^postgres(ql)?:\/\//.test(ownerUrl) || !URL.canParse(ownerUrl)) {
    throw new OperatorError(
      'DATABASE_URL is no address of a database. It looks like postgres://user:password@host/database.',
    )
  }
  const client = new Client({
    connectionString: ownerUrl,
    application_name: 'tendero',
    connectionTimeoutMillis: 10_000,
  })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return client
  } catch (error) {
    throw new OperatorError(`The database ${withoutPassword(ownerUrl)} ${refusal(error)}`, { cause: error })
  }
}

/** What is wrong with a database that lets us not in, and what to do. */
function refusal(error: unknown): string {
  const text = error instanceof Error ? error.message || String(code(error)) : String(error)
  switch (code(error)) {
    case '28P01':
    case '28000':
      return `does not let us in: ${text}. Check the user and password in DATABASE_URL.`
    case '3D000':
      return 'does not exist. Create it, owned by the user in DATABASE_URL: createdb --owner USER NAME'
    case '53300':
      return 'has no connection free. Raise max_connections, or stop what else uses it.'
    case '57P03':
      return 'is starting or stopping. Try again in a moment.'
    default:
      return `cannot be reached: ${text}. Check host and port in DATABASE_URL, and that PostgreSQL runs there.`
  }
}

function code(error: unknown): string | undefined {
  if (error instanceof DatabaseError) return error.code
  if (error instanceof AggregateError) return code(error.errors[0])
  return error instanceof Error && 'code' in error ? String(error.code) : undefined
}
