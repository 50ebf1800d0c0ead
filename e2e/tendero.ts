import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { ImportRun, Session } from '@tendero/model'
import type { BrowserContext, Page } from 'playwright-core'
import { inject } from 'vitest'
import { runningEmbeddedPostgres } from '../server/src/platform/embedded-postgres.ts'
import { asOwner } from '../server/src/platform/owner-connection.ts'
import { afterSuite } from '../server/test/after-suite.ts'
import { type RunningProgram, startProgram } from '../server/test/program.ts'
import { type Look, openBrowser } from './browser.ts'
import { main, throwAwayFolder } from './fresh-data.ts'

export const owner = { name: 'Ana Ibarra', email: 'ana@example.com', password: 'a shop with a green awning' }

/** A program of its own with its own data folder and port, and the browser that looks at it. */
export interface Tendero {
  readonly address: string
  /** A browser of a person who is not signed in. */
  visit(look?: Look): Promise<Page>
  /** Founds the company through the API, as its owner. */
  found(): Promise<Company>
  /** Makes it so long ago that anybody showed who they are that they are asked again before they change how they sign in. */
  forgetProofs(): Promise<void>
  /** Starts a second process that serves the same company; its address. */
  serveBeside(): Promise<string>
}

/** A company in it, seen by its owner. */
export interface Company {
  readonly slug: string
  /** A further browser that the owner is signed in with, at a page: 'today', 'accounts'; of another process if said. */
  open(path: string, look?: Look, at?: string): Promise<Page>
  /** A browser that somebody else is signed in with, who has accepted an invitation, as an administrator or in the role of a name. */
  openAs(name: string, path: string, role?: string): Promise<Page>
  /** Asks the API as the owner does; fails with the answer when it refuses. */
  api<T>(method: string, path: string, body?: unknown): Promise<T>
  /** Brings a file for an import. */
  upload(object: string, name: string, text: string): Promise<ImportRun>
}

/** Starts the built program; with the end of the test file it ends, and its folder goes. */
export async function startTendero(environment: NodeJS.ProcessEnv = {}): Promise<Tendero> {
  let running = await runProgram(environment)
  let founded = false
  const browser = await openBrowser()
  const open = (look?: Look) => browser.open(running.address, look)
  return {
    get address() {
      return running.address
    },
    visit: async (look) => (await open(look)).newPage(),
    async forgetProofs() {
      const url = runningEmbeddedPostgres({ dataDir: running.dataDir })
      if (!url) throw new Error('no database runs on the data folder')
      await asOwner(url, (client) =>
        client.query(`update control.session set proven_at = proven_at - interval '16 minutes'`),
      )
    },
    serveBeside: () => running.serveBeside(),
    async found() {
      // A program takes one company: a story that is tried again begins with a program of its own.
      if (founded) running = await runProgram(environment)
      founded = true
      return companyOf(running.address, open)
    },
  }
}

interface Running {
  readonly dataDir: string
  readonly address: string
  serveBeside(): Promise<string>
}

async function runProgram(environment: NodeJS.ProcessEnv): Promise<Running> {
  const dataDir = mkdtempSync(join(throwAwayFolder(), 'tendero-story-'))
  // With their owners and modes: the files of the database belong to its own account.
  execFileSync('cp', ['-a', `${inject('freshData')}/.`, dataDir])
  const program = startProgram(main, ['start', '--empty'], {
    TENDERO_DATA: dataDir,
    PORT: '0',
    LOG_LEVEL: 'warn',
    ...environment,
  })
  const besides: RunningProgram[] = []
  afterSuite(async () => {
    for (const each of [...besides, program]) {
      each.signal('SIGTERM')
      await each.ended
    }
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  })
  return {
    dataDir,
    address: /http:\/\/[\d.:]+/.exec(await program.line(/http:/))?.[0] ?? '',
    async serveBeside() {
      const beside = startProgram(main, ['serve'], { TENDERO_DATA: dataDir, PORT: '0', LOG_LEVEL: 'warn' })
      besides.push(beside)
      return /http:\/\/[\d.]+:\d+/.exec(await beside.line(/http:/))?.[0] ?? ''
    },
  }
}

interface Role {
  readonly id: string
  readonly name: string
  readonly administrator: boolean
}

async function companyOf(address: string, open: (look?: Look) => Promise<BrowserContext>): Promise<Company> {
  const home = await open()
  const answer = await home.request.post(`${address}/api/v1/workspaces`, {
    // As a browser says it: links in mails lead there.
    headers: { origin: address },
    data: {
      name: 'Ibarra Workshop',
      country: 'ES',
      currency: 'EUR',
      language: 'en',
      timeZone: 'Europe/Madrid',
      user: owner,
    },
  })
  if (!answer.ok()) throw new Error(`sign-up: ${await answer.text()}`)
  const { workspace }: Session = await answer.json()
  // Stories make what they need; what pages save is held up as for everybody.
  const headers = { 'tendero-workspace': workspace.slug, 'tendero-allow-duplicates': 'true' }
  const request = async (method: string, path: string, data: unknown, type = 'application/json') => {
    const given = await home.request.fetch(`${address}/api/v1${path}`, {
      method,
      headers: { ...headers, 'content-type': type },
      data,
    })
    const text = await given.text()
    if (!given.ok()) throw new Error(`${method} ${path}: ${given.status()} ${text}`)
    return text === '' ? undefined : JSON.parse(text)
  }
  return {
    slug: workspace.slug,
    api: (method, path, body) => request(method, path, body),
    upload: (object, name, text) =>
      request('POST', `/imports?object=${object}&name=${name}`, Buffer.from(text), 'text/csv'),
    async open(path, look, at = address) {
      const context = await open(look)
      await context.addCookies(await home.cookies())
      const page = await context.newPage()
      await page.goto(`${at}/w/${workspace.slug}/${path}`)
      return page
    },
    async openAs(name, path, wanted) {
      const { items } = await request('GET', '/roles', undefined)
      const role = items.find((one: Role) => (wanted ? one.name === wanted : one.administrator))?.id
      const email = `${name.toLowerCase().replaceAll(' ', '.')}@example.com`
      const { token } = await request('POST', '/invitations', { name, email, role })
      const context = await open()
      const joined = await context.request.post(`${address}/api/v1/invitations/${token}/acceptance`, {
        data: { password: owner.password },
      })
      if (!joined.ok()) throw new Error(`invitation: ${await joined.text()}`)
      const page = await context.newPage()
      await page.goto(`${address}/w/${workspace.slug}/${path}`)
      return page
    },
  }
}
