import { type Browser, browserOf } from './http.ts'
import { keyOf } from './keys.ts'
import { type Hook, hookOf } from './told.ts'
import type { Holder } from './tools.ts'
import type { World } from './world.ts'

const own = { create: 'own', read: 'own', edit: 'own', delete: 'own' } as const

/** Who must not see what Bo has, and what administrators keep. */
export const viewers = {
  "another company's administrator": 'stranger',
  'somebody without rights': 'marta',
  'somebody with records of their own': 'ana',
} as const
type Viewer = (typeof viewers)[keyof typeof viewers]

/** Gives them their roles, and what asks in their name. */
export async function openViewers(world: World, ines: Browser) {
  /** The roles of those who work here, and of nobody: to make webhooks, which read as who made them. */
  const roles: Record<'marta' | 'ana' | 'hooks', string> = { marta: '', ana: '', hooks: '' }

  const { model } = await world.as('ines')
  const make = async (name: keyof typeof roles, objects: object, actions: readonly string[]) => {
    const rights = { objects, actions }
    roles[name] = (await ines.json<{ id: string }>('POST', '/roles', { name, rights, administrator: false })).id
  }
  await make('marta', {}, [])
  await make('ana', Object.fromEntries([...model.objects.keys()].map((name) => [name, own])), [
    'export',
    'mass_edit',
    'import',
  ])
  await make('hooks', { webhook: { create: 'all', read: 'all', edit: 'all', delete: 'all' } }, ['settings'])
  for (const who of ['marta', 'ana'] as const)
    await ines.json('PATCH', `/users/${world.ids[who]}`, { role: roles[who] })

  /** In whose name assistants and webhooks of a viewer ask. */
  async function holderOf(who: Viewer): Promise<Holder> {
    if (who !== 'stranger') return { user: world.ids[who], role: roles[who] }
    const { actor } = await world.as('stranger')
    return { user: actor.userId, role: actor.roleId, workspaceId: actor.workspaceId }
  }

  async function webhookOf(who: Viewer): Promise<Hook> {
    if (who === 'stranger') return hookOf(world, await browserOf(world, who), world.stranger.workspaceId)
    return hookOf(world, await keyOf(world, world.ids[who], roles.hooks))
  }

  return { holderOf, webhookOf }
}
