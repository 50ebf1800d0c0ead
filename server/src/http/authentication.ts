import { isId, sql } from '@tendero/model'
import { inTheirLanguage } from '../kernel/accepted-language.ts'
import type { Through } from '../kernel/actor.ts'
import { type Admission, needsProvider } from '../kernel/admissions.ts'
import type { Caller } from '../kernel/caller.ts'
import type { Database } from '../kernel/database.ts'
import { Failure } from '../kernel/failure.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { noteSessionSeen, seenLongAgo, sessionIsLive } from '../kernel/live-session.ts'
import { asViewed } from '../kernel/view-as.ts'
import { workspaceModel } from '../kernel/workspace-model.ts'
import { tokenHash } from '../platform/token.ts'

export const workspaceHeader = 'tendero-workspace'
export const keyPrefix = 'tnd_'

/**
 * Who a request is from: an API key names its workspace, a session enters the one of the header. One statement on the
 * control schema, unless it was asked within the last second and nothing has changed since; everything else comes from
 * the workspace's model in memory.
 * @throws Failure 401 `unauthenticated`, `single_sign_on_required` for a password's session where the workspace insists on a
 *   provider; 403 `second_factor_required` for a session with one factor where two are asked
 */
export async function authenticate(kernel: Kernel, request: RequestCredentials): Promise<Caller> {
  const admission = await admissionOf(kernel, request)
  if (!admission) throw new Failure(401, 'unauthenticated')
  const model = await workspaceModel(kernel, admission.workspace_id, admission.metadata_version)
  if (model.settings.secondFactorRequired && !admission.second_factor) throw new Failure(403, 'second_factor_required')
  const own = model.actor(admission.user_id, throughOf(admission, request), admission.role_id ?? undefined)
  const email = model.catalogue.get('user')?.get(own.userId)?.email
  if (needsProvider(admission, own, email)) throw new Failure(401, 'single_sign_on_required')
  return {
    model,
    ...asViewed(model, inTheirLanguage(model, own, request.acceptLanguage), admission.viewed_id),
    origin: { address: request.address, userAgent: request.userAgent, keyId: admission.key_id },
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
  kernel: Kernel,
  request: Pick<RequestCredentials, 'key' | 'session' | 'workspace'>,
): Promise<Admission | undefined> {
  const { database, admissions } = kernel
  const key = request.key ?? `${request.workspace} ${request.session}`
  const known = admissions.find(key)
  if (known) return known
  const generation = admissions.generation()
  const found = await (request.key ? admittedByKey(database, request.key) : admittedBySession(kernel, request))
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
  readonly address: string
  readonly userAgent: string | null
  /** The header. */
  readonly acceptLanguage?: string
}

async function admittedByKey(database: Database, key: string): Promise<Admission | undefined> {
  const [row] = await database.control<Admission>(sql`
    select k.workspace_id, w.metadata_version, k.user_id, k.role_id, k.id as key_id, k.purpose, true as second_factor,
      null::uuid as provider_id, '{}'::text[] as single_sign_on_domains, null::uuid as viewed_id from control.api_key k
    join control.workspace w on w.id = k.workspace_id where k.token_hash = ${tokenHash(key)} and k.revoked_at is null`)
  return row
}

async function admittedBySession(
  kernel: Kernel,
  { session, workspace }: Pick<RequestCredentials, 'session' | 'workspace'>,
): Promise<Admission | undefined> {
  if (!session || !workspace) return undefined
  const [row] = await kernel.database.control<Admission & { readonly seen_long_ago: boolean }>(sql`
    select m.workspace_id, w.metadata_version, m.user_id, null::uuid as role_id, null::uuid as key_id, null as purpose,
      s.second_factor, ${seenLongAgo} as seen_long_ago, m.provider_id, w.single_sign_on_domains, v.user_id as viewed_id
    from control.session s
    join control.membership m on m.identity_id = s.identity_id
    join control.workspace w on w.id = m.workspace_id
    left join control.session_view v on v.token_hash = s.token_hash and v.workspace_id = w.id and v.ends_at > now()
    where s.token_hash = ${tokenHash(session)} and ${sessionIsLive} and ${
      isId(workspace) ? sql`w.id = ${workspace}` : sql`w.slug = ${workspace}`
    }`)
  if (row?.seen_long_ago) noteSessionSeen(kernel, session)
  return row
}
