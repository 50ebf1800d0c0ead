import { write } from '../kernel/action.ts'
import type { Caller } from '../kernel/caller.ts'
import { Failure } from '../kernel/failure.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { CatalogueRecord } from '../kernel/workspace-model.ts'
import type { Configuration } from '../platform/configuration.ts'
import { OperatorError } from '../platform/operator-error.ts'
import { inviteUser, withdrawPassword } from '../sign-in/index.ts'
import type { Command, CommandInput } from './command.ts'
import { callerOptions, findCaller } from './find-caller.ts'
import { withKernel } from './with-kernel.ts'

export const user: Command = {
  name: 'user',
  summary: 'add, list and change the people who can sign in',
  usage:
    'list | add E-MAIL --name NAME [--role ROLE] [--team TEAM] | reset E-MAIL | deactivate E-MAIL   [--workspace SLUG]',
  options: { name: { type: 'string' }, role: { type: 'string' }, team: { type: 'string' }, ...callerOptions },
  run: (input) =>
    withKernel(input.configuration, async (kernel) => {
      const { workspace, as } = input.values
      const wish = { workspace: said(workspace), as: said(as) }
      const work: Work = { kernel, caller: await findCaller(kernel, wish, 'system'), input }
      const [what = 'list', email = ''] = input.positionals
      const verb = verbs.get(what)
      if (!verb) throw new OperatorError(`There is no user ${what}; there is: ${[...verbs.keys()].join(', ')}`)
      try {
        await verb(work, email)
      } catch (error) {
        throw error instanceof Failure ? new OperatorError(`Refused: ${error.code}`) : error
      }
      return 0
    }),
}

interface Work {
  readonly kernel: Kernel
  readonly caller: Caller
  readonly input: CommandInput
}

const verbs: ReadonlyMap<string, (work: Work, email: string) => Promise<void>> = new Map([
  ['list', async (work) => list(work)],
  ['add', add],
  ['reset', reset],
  ['deactivate', deactivate],
])

function said(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

function rowsOf({ caller }: Work, object: string): readonly CatalogueRecord[] {
  return [...(caller.model.catalogue.get(object)?.values() ?? [])].filter((row) => row.deleted_at === null)
}

function list(work: Work): void {
  const titles = new Map([...rowsOf(work, 'role'), ...rowsOf(work, 'team')].map((row) => [row.id, String(row.name)]))
  for (const row of [...rowsOf(work, 'user')].sort((a, b) => String(a.name).localeCompare(String(b.name)))) {
    const place = [row.role_id, row.team_id].flatMap((id) => titles.get(String(id)) ?? []).join(', ')
    work.input.print(`${row.email}  ${row.name}  (${place})${row.active === true ? '' : '  inactive'}`)
  }
}

async function add(work: Work, email: string): Promise<void> {
  const { values, print, configuration } = work.input
  const name = said(values.name)
  if (!email.includes('@') || !name)
    throw new OperatorError('Say who: tendero user add ANA@EXAMPLE.COM --name "Ana Ruiz"')
  const role = named(work, 'role', said(values.role) ?? 'Representative')
  const team = values.team === undefined ? undefined : named(work, 'team', String(values.team)).id
  const { path } = await inviteUser(work.kernel, work.caller, { name, email, role: role.id, team })
  print(`${name} is there; they choose a password within 14 days at ${address(configuration)}${path}`)
}

/** A record by its name, or its name in another language. */
function named(work: Work, object: string, name: string): CatalogueRecord {
  const rows = rowsOf(work, object)
  const found = rows.find(
    (row) =>
      row.name === name ||
      (typeof row.labels === 'object' && row.labels !== null && Object.values(row.labels).includes(name)),
  )
  if (found) return found
  throw new OperatorError(`There is no ${object} ${name}; there is: ${rows.map((row) => row.name).join(', ')}`)
}

function address({ host, port }: Configuration): string {
  return `http://${host}:${port}`
}

function userOf(work: Work, email: string): CatalogueRecord {
  const found = rowsOf(work, 'user').find((row) => String(row.email).toLowerCase() === email.toLowerCase())
  if (!found) throw new OperatorError(`No user has the address ${email}; tendero user list shows them.`)
  return found
}

async function reset(work: Work, email: string): Promise<void> {
  const row = userOf(work, email)
  await withdrawPassword(work.kernel, email)
  const { path } = await inviteUser(work.kernel, work.caller, {
    name: String(row.name),
    email: String(row.email),
    role: String(row.role_id),
  })
  work.input.print(`The old password is void; a new one is chosen at ${address(work.input.configuration)}${path}`)
}

async function deactivate(work: Work, email: string): Promise<void> {
  const { id, name } = userOf(work, email)
  await write(work.kernel, work.caller, (ctx) => ctx.update('user', id, { active: false }, { checked: true }))
  work.input.print(`${name} can no longer sign in.`)
}
