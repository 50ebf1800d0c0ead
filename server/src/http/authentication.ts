import { isId, sql } from '@tendero/model'
import { inTheirLanguage } from '../kernel/accepted-language.ts'
import type { Through } from '../kernel/actor.ts'
import type { Admission } from '../kernel/admissions.ts'
import type { Caller } from '../kernel/caller.ts'
import type { Database } from '../kernel/database.ts'
import { Failure } from '../kernel/failure.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { workspaceModel } from '../kernel/workspace-model.ts'
import { tokenHash } from '../platform/token.ts'

export const sessionCookie = 'tendero_session'
export const workspaceHeader = 'tendero-workspace'
export const keyPrefix = 'tnd_'

/**
 * Who a request is from: an API key names its workspace, a session enters the one of the header. One statement on the
 * control schema, unless it was asked within the last second and nothing has changed since; everything else comes from
 * the workspace's model in memory.
 * @throws Failure 401 `unauthenticated`
 */
export async function authenticate(kernel: Kernel, request: RequestCredentials): Promise<Caller> {
  const admission = await admissionOf(kernel, request)
  if (!admission) throw new Failure(401, 'unauthenticated')
  const model = await workspaceModel(kernel, admission.workspace_id, admission.metadata_version)
  const actor = model.actor(admission.user_id, throughOf(admission, request), admission.role_id ?? undefined)
  return {
    model,
    actor: inTheirLanguage(model, actor, request.acceptLanguage),
    beforeCommit: request.assistant?.beforeCommit,
  }
}

/** @throws Failure 403 `key_of_assistant`: such a key would get around the plans that it has to make */
function throughOf({ purpose }: Admission, { key, assistant }: RequestCredentials): Through {
  if (!key) return 'screen'
  if (assistant) return 'mcp'
  if (purpose !== 'program') throw new Failure(403, 'key_of_assistant')
  return 'api_key'
}

/** The API key of a request and what it is for. @throws Failure 401 `unauthenticated` */
export async function keyOf(kernel: Kernel, key: string | undefined): Promise<AdmittedKey> {
  const admission = key ? await admissionOf(kernel, { key }) : undefined
  if (!admission?.key_id) throw new Failure(401, 'unauthenticated')
  return { id: admission.key_id, mayWrite: admission.purpose === 'assistant_writing' }
}

export interface AdmittedKey {
  readonly id: string
  /** Whether an assistant may have what it planned confirmed. */
  readonly mayWrite: boolean
}

async function admissionOf(
  { database, admissions }: Kernel,
  request: RequestCredentials,
): Promise<Admission | undefined> {
  const key = request.key ?? `${request.workspace} ${request.session}`
  const known = admissions.find(key)
  if (known) return known
  const generation = admissions.generation()
  const found = await (request.key ? admittedByKey(database, request.key) : admittedBySession(database, request))
  if (found) admissions.keep(key, found, generation)
  return found
}

export interface RequestCredentials {
  /** Of `Authorization: Bearer tnd_…`. */
  readonly key?: string
  readonly session?: string
  /** Slug or id of the workspace. */
  readonly workspace?: string
  /** Given when an assistant's tool asks, never by a request from outside. */
  readonly assistant?: Pick<Caller, 'beforeCommit'>
  /** The header. */
  readonly acceptLanguage?: string
}

async function admittedByKey(database: Database, key: string): Promise<Admission | undefined> {
  const [row] = await database.control<Admission>(sql`
    select k.workspace_id, w.metadata_version, k.user_id, k.role_id, k.id as key_id, k.purpose from control.api_key k
    join control.workspace w on w.id = k.workspace_id where k.token_hash = ${tokenHash(key)} and k.revoked_at is null`)
  return row
}

async function admittedBySession(
  database: Database,
  { session, workspace }: RequestCredentials,
): Promise<Admission | undefined> {
  if (!session || !workspace) return undefined
  const [row] = await database.control<Admission>(sql`
    select m.workspace_id, w.metadata_version, m.user_id, null::uuid as role_id, null::uuid as key_id, null as purpose from control.session s
    join control.membership m on m.identity_id = s.identity_id
    join control.workspace w on w.id = m.workspace_id
    where s.token_hash = ${tokenHash(session)} and s.expires_at > now() and ${
      isId(workspace) ? sql`w.id = ${workspace}` : sql`w.slug = ${workspace}`
    }`)
  return row
}
