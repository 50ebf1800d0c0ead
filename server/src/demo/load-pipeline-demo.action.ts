import { randomInt } from 'node:crypto'
import { callerAs } from '../kernel/caller.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { hashPassword } from '../platform/password.ts'
import { giveAccess } from '../sign-in/index.ts'
import { type DemoAccount, foundWorkspace } from '../workspace/index.ts'
import { loadPipeline, type PipelineLoad, readPipelineFiles } from './load-pipeline.action.ts'
import { addressOf } from './pipeline-files.ts'

export interface DemoCompany {
  readonly name: string
  readonly slug: string
  readonly accounts: readonly DemoAccount[]
}

const companyName = 'Larkfield Hardware'
const founderName = 'Robin Hale'

/** Who can sign in: a sales person with many open deals, her manager, and the founder. */
const signInPeople = [
  { role: 'representative', name: 'Darcel Schlecht' },
  { role: 'manager', name: 'Melvin Marxen' },
  { role: 'administrator', name: founderName },
] as const

/** Founds a company and loads the pipeline of a folder into it, dates as they are. */
export async function loadPipelineDemo(
  kernel: Kernel,
  folder: string,
  tell: Pick<PipelineLoad, 'progress' | 'note'>,
): Promise<DemoCompany> {
  const files = readPipelineFiles(folder)
  const { workspaceId, userId, slug } = await foundDemoCompany(kernel)
  await loadPipeline(kernel, { workspaceId, userId, files, ...tell })
  return { name: companyName, slug, accounts: await openAccounts(kernel, workspaceId, userId) }
}

export function foundDemoCompany(kernel: Kernel) {
  return foundWorkspace(kernel, {
    name: companyName,
    country: 'US',
    currency: 'USD',
    language: 'en',
    timeZone: 'America/New_York',
    withoutPipeline: true,
    founder: { name: founderName, email: addressOf(founderName), passwordHash: null, choseLanguage: false },
  })
}

/** Lets the three people sign in, each with a new password that is shown once. */
export async function openAccounts(
  kernel: Kernel,
  workspaceId: string,
  administrator: string,
): Promise<readonly DemoAccount[]> {
  const { model } = await callerAs(kernel, workspaceId, administrator, 'system')
  const users = [...(model.catalogue.get('user')?.values() ?? [])]
  return Promise.all(
    signInPeople.flatMap(({ role, name }) => {
      const user = users.find((row) => row.name === name && row.deleted_at === null)
      return user ? [openAccount(kernel, workspaceId, { userId: user.id, email: String(user.email), name, role })] : []
    }),
  )
}

async function openAccount(
  kernel: Kernel,
  workspaceId: string,
  { userId, email, name, role }: Omit<DemoAccount, 'password'> & { readonly userId: string },
): Promise<DemoAccount> {
  const password = newPassword()
  await giveAccess(kernel, { workspaceId, userId, email, passwordHash: await hashPassword(password) })
  return { role, name, email, password }
}

/** Easy to type, hard to guess: twelve letters and digits that are not mistaken for each other. */
function newPassword(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789'
  const group = () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('')
  return `${group()}-${group()}-${group()}`
}
