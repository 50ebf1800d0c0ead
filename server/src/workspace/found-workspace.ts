import { isTimeZone, type Language, objects, plainWords, sql } from '@tendero/model'
import { makeContext, publishMetadata } from '../kernel/action.ts'
import type { Actor } from '../kernel/actor.ts'
import type { Context } from '../kernel/context.ts'
import { Failure } from '../kernel/failure.ts'
import { newId } from '../kernel/identity.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { loadModel } from '../kernel/workspace-model.ts'
import { keepPublicUrl } from '../mail/index.ts'
import { lossReasonSeeds, pipelineSeed, type RoleKey, rightsOf, roleSeeds, stageSeeds } from './seeds.ts'

export interface Founding {
  readonly name: string
  /** ISO 3166, ISO 4217, IANA. */
  readonly country: string
  readonly currency: string
  readonly language: Language
  readonly timeZone: string
  readonly founder: {
    readonly name: string
    readonly email: string
    readonly passwordHash: string | null
    /** Whether nobody signed in with the address when the password was chosen, which must still be so. */
    readonly isNew?: boolean
    /** Whether the language is the founder's own choice, rather than that of their browser. */
    readonly choseLanguage: boolean
  }
  /** Where the founder's browser reaches the program; links in mails lead there. Undefined when no browser founds it. */
  readonly publicUrl?: string
  /** Without the stages we propose: the import brings its own. */
  readonly withoutPipeline?: boolean
}

export interface Founded {
  readonly workspaceId: string
  readonly slug: string
  readonly userId: string
  readonly identityId: string
}

/**
 * Makes a workspace with its first administrator: the directory first, then the workspace's own rows.
 * @throws Failure 422 for a time zone that is none, 401 `wrong_credentials` for a new address that signs in by now
 */
export async function foundWorkspace(kernel: Kernel, founding: Founding): Promise<Founded> {
  if (!isTimeZone(founding.timeZone))
    throw new Failure(422, 'invalid_input', { fields: { timeZone: { code: 'not_a_time_zone' } } })
  const workspaceId = newId()
  const userId = newId()
  const directory = await enterDirectory(kernel, founding, workspaceId, userId)
  const version = await kernel.database.transaction(workspaceId, async (tx) => {
    const now = kernel.now().toISOString()
    await tx.rows(sql`insert into tendero.workspace (workspace_id, id, name, slug, base_currency, country, language, time_zone, fiscal_year_start, file_limit, file_quota, second_factor_required, clock_offset, created_at, updated_at)
      values (${workspaceId}, ${workspaceId}, ${founding.name}, ${directory.slug}, ${founding.currency}, ${founding.country}, ${founding.language}, ${founding.timeZone}, 1, ${preset('fileLimit')}, ${preset('fileQuota')}, ${preset('secondFactorRequired')}, 0, ${now}, ${now})`)
    const model = await loadModel(tx, kernel.objects, 1)
    const { ctx } = makeContext(kernel, { model, actor: founderActor(founding, workspaceId, userId) }, tx)
    await seed(ctx, founding, userId)
    if (founding.publicUrl) await keepPublicUrl(tx, founding.publicUrl)
    ctx.journal.flush()
    const [row] = await tx.rows<{ metadata_version: number }>(
      sql`update tendero.workspace w set metadata_version = 2 where w.workspace_id = ${workspaceId} and w.id = ${workspaceId} returning metadata_version`,
    )
    return row?.metadata_version ?? 2
  })
  await publishMetadata(kernel, workspaceId, version)
  return { workspaceId, userId, ...directory }
}

/** What the declaration lets a new workspace begin with. */
function preset(field: string): unknown {
  return objects.workspace.fields.get(field)?.options.default
}

async function enterDirectory(
  kernel: Kernel,
  founding: Founding,
  workspaceId: string,
  userId: string,
): Promise<{ slug: string; identityId: string }> {
  const now = kernel.now().toISOString()
  const email = founding.founder.email.toLowerCase()
  return kernel.database.controlTransaction(async (run) => {
    const slug = await freeSlug(run, founding.name)
    await run(
      sql`insert into control.workspace (id, slug, name, created_at) values (${workspaceId}, ${slug}, ${founding.name}, ${now})`,
    )
    const [identity] = await run<{ id: string }>(sql`
      insert into control.identity (id, email, password_hash, created_at) values (${newId()}, ${email}, ${founding.founder.passwordHash}, ${now})
      on conflict (email) do update set email = excluded.email where ${founding.founder.isNew !== true} returning id`)
    if (!identity) throw new Failure(401, 'wrong_credentials')
    const identityId = identity.id
    await run(
      sql`insert into control.membership (identity_id, workspace_id, user_id, created_at) values (${identityId}, ${workspaceId}, ${userId}, ${now})`,
    )
    return { slug, identityId }
  })
}

async function freeSlug(run: <R>(statement: ReturnType<typeof sql>) => Promise<R[]>, name: string): Promise<string> {
  const base = plainWords(name).join('-').slice(0, 40) || 'company'
  const taken = new Set(
    (
      await run<{ slug: string }>(
        sql`select slug from control.workspace where slug = ${base} or slug like ${`${base}-%`}`,
      )
    ).map((row) => row.slug),
  )
  if (!taken.has(base)) return base
  for (let n = 2; ; n += 1) if (!taken.has(`${base}-${n}`)) return `${base}-${n}`
}

function founderActor({ founder, language, timeZone }: Founding, workspaceId: string, userId: string): Actor {
  return {
    workspaceId,
    userId,
    name: founder.name,
    language,
    timeZone,
    teamId: null,
    teams: [],
    teamsBelow: [],
    roleId: userId,
    administrator: true,
    rights: { objects: {}, actions: [] },
    through: 'system',
  }
}

async function seed(ctx: Context, founding: Founding, userId: string): Promise<void> {
  const { language } = founding
  const roles = new Map<RoleKey, string>()
  for (const { key, labels } of roleSeeds)
    roles.set(
      key,
      await ctx.insert('role', {
        name: labels[language],
        labels,
        rights: rightsOf(key, ctx.kernel.objects.values()),
        administrator: key === 'administrator',
      }),
    )
  await ctx.insert('user', {
    id: userId,
    name: founding.founder.name,
    email: founding.founder.email,
    role: roles.get('administrator'),
    ...(founding.founder.choseLanguage ? { language } : {}),
    timeZone: founding.timeZone,
  })
  for (const [position, { labels }] of lossReasonSeeds.entries())
    await ctx.insert('loss_reason', { name: labels[language], labels, position })
  if (founding.withoutPipeline) return
  const pipeline = await ctx.insert('pipeline', {
    name: pipelineSeed.labels[language],
    labels: pipelineSeed.labels,
    default: true,
  })
  await ctx.insertMany(
    'stage',
    stageSeeds.map(({ labels, key: _, ...stage }, position) => ({
      ...stage,
      name: labels[language],
      labels,
      pipeline,
      position,
    })),
  )
}
