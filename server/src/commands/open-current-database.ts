import type { Configuration } from '../platform/configuration.ts'
import { OperatorError } from '../platform/operator-error.ts'
import { missingMigration } from './migrate-databases.ts'
import { type OpenDatabase, openSharedDatabase } from './open-database.ts'

/**
 * A database that was migrated before: `serve` and `work` run in any number and never migrate by themselves.
 * @throws OperatorError when a migration is missing.
 */
export async function openCurrentDatabase(configuration: Configuration): Promise<OpenDatabase> {
  const database = await openSharedDatabase(configuration)
  try {
    const missing = await missingMigration(configuration, database.ownerUrl)
    if (missing) throw new OperatorError(`The database lacks the migration ${missing}. Run first: tendero migrate`)
    return database
  } catch (error) {
    await database.stop()
    throw error
  }
}
