import { isLanguage, type Language, sql } from '@tendero/model'
import type { Kernel } from '../kernel/kernel.ts'
import { workspaceModel } from '../kernel/workspace-model.ts'

/** Somebody who signs in, as one of their workspaces knows them. */
export interface Person {
  readonly identityId: string
  readonly email: string
  readonly workspaceId: string
  readonly userId: string
  readonly slug: string
  readonly workspaceName: string
  readonly name: string
  readonly language: Language
}

interface MembershipRow {
  /** Null for who comes in by a provider of single sign-on. */
  readonly email: string | null
  readonly workspace_id: string
  readonly user_id: string
  readonly slug: string
  readonly name: string
  readonly metadata_version: number
}

/** An identity in each workspace where it is active, the oldest first. */
export async function personsOf(kernel: Kernel, identityId: string): Promise<readonly Person[]> {
  const rows = await kernel.database.control<MembershipRow>(sql`
    select i.email, m.workspace_id, m.user_id, w.slug, w.name, w.metadata_version from control.membership m
    join control.identity i on i.id = m.identity_id join control.workspace w on w.id = m.workspace_id
    where m.identity_id = ${identityId} order by m.created_at, w.slug`)
  const persons = await Promise.all(rows.map((row) => personOf(kernel, identityId, row)))
  return persons.flatMap((one) => one ?? [])
}

async function personOf(kernel: Kernel, identityId: string, row: MembershipRow): Promise<Person | undefined> {
  const { settings, catalogue } = await workspaceModel(kernel, row.workspace_id, row.metadata_version)
  const user = catalogue.get('user')?.get(row.user_id)
  if (user?.active !== true || user.deleted_at !== null) return undefined
  return {
    identityId,
    email: row.email ?? String(user.email),
    workspaceId: row.workspace_id,
    userId: user.id,
    slug: row.slug,
    workspaceName: row.name,
    name: String(user.name),
    language: isLanguage(user.language) ? user.language : settings.language,
  }
}

/** What an attacker would try first as their password. */
export function knownOf(persons: readonly Person[]): readonly string[] {
  return [...new Set(persons.flatMap(({ email, name, workspaceName, slug }) => [email, name, workspaceName, slug]))]
}
