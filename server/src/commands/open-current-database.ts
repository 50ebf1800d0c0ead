import { migrationsToApply } from '../kernel/migrations.ts'
import type { Configuration } from '../platform/configuration.ts'
import { OperatorError } from '../platform/operator-error.ts'
import { asOwner } from '../platform/owner-connection.ts'
import { type OpenDatabase, openSharedDatabase } from './open-database.ts'

/**
 * A database that was migrated before: `serve` and `work` run in any number and never migrate by themselves.
 * @throws OperatorError when a migration is missing.
 */
export async function openCurrentDatabase(configuration: Configuration): Promise<OpenDatabase> {
  const database = await openSharedDatabase(configuration)
  try {
    const [missing] = await asOwner(database.ownerUrl, (client) => migrationsToApply(client))
    if (missing) throw new OperatorError(`The database lacks the migration ${missing}. Run first: tendero migrate`)
    return database
  } catch (error) {
    await database.stop()
    throw error
  }
}
