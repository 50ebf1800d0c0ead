import { sql } from '@tendero/model'
import { breakSentence, verifyWorkspace } from '../audit/index.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { OperatorError } from '../platform/operator-error.ts'
import type { Command, CommandInput } from './command.ts'
import { withKernel } from './with-kernel.ts'

export const audit: Command = {
  name: 'audit',
  summary: 'verify that the audit log is what was sealed',
  usage: 'verify [--workspace SLUG] [--anchor NUMBER:DIGEST]',
  options: { workspace: { type: 'string' }, anchor: { type: 'string' } },
  run: (input) =>
    withKernel(input.configuration, async (kernel) => {
      const [what = 'verify'] = input.positionals
      if (what !== 'verify') throw new OperatorError(`There is no audit ${what}; there is: verify`)
      const anchors = anchorsOf(input)
      const workspaces = await workspacesOf(kernel, input)
      if (anchors.length > 0 && workspaces.length > 1)
        throw new OperatorError('An anchor is of one workspace: say which by --workspace SLUG')
      let sound = true
      for (const workspace of workspaces) sound = (await verifyOne(kernel, input, workspace, anchors)) && sound
      return sound ? 0 : 1
    }),
}

interface Workspace {
  readonly id: string
  readonly slug: string
}

type Anchors = readonly { readonly number: number; readonly digest: Buffer }[]

async function verifyOne(
  { database }: Kernel,
  { print }: CommandInput,
  { id, slug }: Workspace,
  anchors: Anchors,
): Promise<boolean> {
  const { seals, entries, erased, late, unsealed, newest, broken } = await verifyWorkspace(database, id, anchors)
  const mark = newest ? `, the newest ${newest.number}:${newest.digest.toString('hex')}` : ''
  if (broken) print(`${slug}: broken. ${breakSentence(broken)}. Sound before it: ${seals} seals${mark}`)
  else print(`${slug}: sound. ${seals} seals over ${entries} entries${mark}; ${unsealed} wait for the next`)
  if (erased > 0) print(`${slug}: ${erased} entries were erased and can no longer be compared`)
  if (late > 0) print(`${slug}: ${late} entries were sealed more than a day after they were made`)
  return broken === undefined
}

async function workspacesOf({ database }: Kernel, { values }: CommandInput): Promise<readonly Workspace[]> {
  const all = await database.control<Workspace>(sql`select id, slug from control.workspace order by slug`)
  if (values.workspace === undefined) return all
  const found = all.filter(({ slug }) => slug === values.workspace)
  if (found.length > 0) return found
  throw new OperatorError(
    `There is no workspace ${values.workspace}; there is: ${all.map((one) => one.slug).join(', ')}`,
  )
}

/** A seal that somebody wrote down. @throws OperatorError for what is none */
function anchorsOf({ values }: CommandInput): Anchors {
  if (values.anchor === undefined) return []
  const [, number, digest] = /^(\d{1,15}):([0-9a-f]{64})$/i.exec(String(values.anchor)) ?? []
  if (!number || !digest) throw new OperatorError('An anchor is a number and a digest, as 812:9f86d08… of 64 digits')
  return [{ number: Number(number), digest: Buffer.from(digest, 'hex') }]
}
