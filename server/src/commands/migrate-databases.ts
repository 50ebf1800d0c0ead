import { migrate, migrationsToApply } from '../kernel/migrations.ts'
import type { Configuration } from '../platform/configuration.ts'
import { asOwner } from '../platform/owner-connection.ts'

type Control = Pick<Configuration, 'controlUrl'>

/** The database of the companies, then that of `control` when it is another: each gets all tables and uses its half. */
function databases({ controlUrl }: Control, ownerUrl: string): readonly string[] {
  return controlUrl && controlUrl !== ownerUrl ? [ownerUrl, controlUrl] : [ownerUrl]
}

/** Brings them to this version. @returns the names of the migrations that were applied to either */
export async function migrateDatabases(configuration: Control, ownerUrl: string): Promise<readonly string[]> {
  const applied = new Set<string>()
  for (const url of databases(configuration, ownerUrl)) for (const name of await migrate(url)) applied.add(name)
  return [...applied]
}

/** The first migration that one of them lacks. */
export async function missingMigration(configuration: Control, ownerUrl: string): Promise<string | undefined> {
  for (const url of databases(configuration, ownerUrl)) {
    const [missing] = await asOwner(url, (client) => migrationsToApply(client))
    if (missing) return missing
  }
  return undefined
}
