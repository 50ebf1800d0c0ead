import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { migrate } from '../server/src/kernel/migrations.ts'
import { startEmbeddedPostgres } from '../server/src/platform/embedded-postgres.ts'
import { growHeapSlowly } from '../server/src/platform/heap-growth.ts'
import { projectFolder } from '../server/src/platform/server-folder.ts'
import { newToken, tokenHash } from '../server/src/platform/token.ts'
import { type AuthenticationMeasured, authenticationCost } from './authentication.ts'
import { type Case, makeCases } from './cases.ts'
import { cpuOf } from './cpu.ts'
import { drainRate } from './events.ts'
import { type ImportMeasured, importRatio } from './import-ratio.ts'
import { type Ask, httpRate, rate } from './load.ts'
import { residentMb } from './resident-memory.ts'
import { scriptSizes } from './script-sizes.ts'
import { measureScrolling, type ScrollingMeasured } from './scrolling.ts'
import { fullSize, type Seeded, seed } from './seed.ts'
import { measureStreams, type StreamsMeasured } from './streams.ts'
import { measureUpload, type UploadMeasured } from './upload.ts'

/**
 * Measures Tendero against two baselines in one run, interleaved: (a) the same SQL through bare `pg`, (b) a bare Hono
 * handler with `pg` and no checks. Prints one table and writes bench/results/latest.json.
 */

interface Measured {
  readonly case: string
  readonly connections: number
  readonly us: number
  readonly bareHandler: number
  readonly barePg: number
  readonly ratio: number
  readonly unit: 'requests/s'
}

const share = Number(process.env.BENCH_SHARE ?? 1)
const rounds = Number(process.env.BENCH_ROUNDS ?? 5)
const sliceMilliseconds = Number(process.env.BENCH_SLICE ?? 800)
/** Both servers are asked at least so long before a case is measured. */
const warmUpMilliseconds = Number(process.env.BENCH_WARM_UP ?? 4_000)
const longestWarmUp = 5 * warmUpMilliseconds
const port = 3200
const barePort = 3201
const log = (text: string) => console.log(text)

async function main(): Promise<void> {
  // The import is measured in this process.
  growHeapSlowly()
  const folder = mkdtempSync(join(tmpdir(), 'tendero-bench-'))
  const postgres = await startEmbeddedPostgres({ dataDir: folder })
  const children: ChildProcess[] = []
  try {
    await migrate(postgres.ownerUrl)
    const serve = await startChild(
      children,
      join(projectFolder, 'server/dist/main.js'),
      ['serve'],
      {
        PORT: String(port),
        DATABASE_URL: postgres.ownerUrl,
        TENDERO_DATA: folder,
        // Requests are counted as ever, and none is one too many.
        TENDERO_ACCOUNT_RATE: '100000000',
        TENDERO_BREACHED_PASSWORDS: 'off',
      },
      /serves on/,
    )
    const { workspaceId, userId } = await signUp()
    const client = new pg.Client(postgres.ownerUrl)
    await client.connect()
    log('Seeding …')
    const size = Object.fromEntries(
      Object.entries(fullSize).map(([name, count]) => [name, Math.round(count * share)]),
    ) as unknown as typeof fullSize
    const seeded = await seed(client, workspaceId, size, log)
    const [session, ...others] = await signInRepresentatives(client, seeded)
    if (!session) throw new Error('the seed made nobody')
    const founder = await openSession(client, userId)
    await client.query('vacuum analyze').catch(() => undefined)
    const authentication = await authenticationCost(postgres.ownerUrl, folder, session.credentials)
    const events = await drainRate(postgres.ownerUrl, folder, workspaceId)
    const bare = await startChild(
      children,
      join(import.meta.dirname, 'bare-server.js'),
      [],
      { PORT: String(barePort), DATABASE_URL: postgres.ownerUrl },
      /bare on/,
    )
    const pool = new pg.Pool({ connectionString: postgres.ownerUrl, max: 16 })
    const only = process.env.BENCH_CASES?.split(',')
    const cases = makeCases(seeded, session, founder).filter((one) => !only || only.includes(one.name))
    const memory = watchMemory(serve.pid ?? 0)
    const measured: Measured[] = []
    for (const one of cases) {
      await warmUp(port, () => one.ours())
      await warmUp(barePort, () => one.bare())
      for (const connections of [1, 16])
        measured.push(await measure(one, connections, pool, { serve: serve.pid ?? 0, bare: bare.pid ?? 0, folder }))
    }
    const memoryMb = memory.stop()
    const upload = await measureUpload(client, workspaceId, {
      port,
      pid: serve.pid ?? 0,
      headers: session.headers,
    })
    const streams = await measureStreams({
      port,
      pid: serve.pid ?? 0,
      people: others.map(({ headers }) => headers),
      records: seeded.opportunities.slice(0, 100),
    })
    const scrolling = await measureScrolling({
      port,
      session: session.credentials.session,
      list: 'contacts?view=list&sort=name',
    })
    await pool.end()
    await client.end()
    const imported = await importRatio(postgres.ownerUrl, workspaceId, userId, share)
    report(measured, cases, {
      memoryMb,
      eventsPerSecond: Math.round(events),
      imported,
      authentication,
      upload,
      streams,
      scrolling,
    })
  } finally {
    for (const child of children) child.kill('SIGTERM')
    await Promise.all(
      children.map(
        (child) =>
          new Promise((resolve) => (child.exitCode === null ? child.once('close', resolve) : resolve(undefined))),
      ),
    )
    await postgres.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function startChild(
  children: ChildProcess[],
  file: string,
  words: string[],
  env: Record<string, string>,
  ready: RegExp,
): Promise<ChildProcess> {
  const child = spawn(process.execPath, [file, ...words], {
    env: { ...process.env, ...env, LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.push(child)
  await new Promise<void>((resolve, reject) => {
    child.once('close', (code) => reject(new Error(`${file} ended with ${code}`)))
    child.stdout?.on('data', (chunk: Buffer) => {
      if (ready.test(String(chunk))) resolve()
    })
  })
  return child
}

async function signUp(): Promise<{ workspaceId: string; userId: string }> {
  const answer = await fetch(`http://127.0.0.1:${port}/api/v1/workspaces`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      name: 'Bench',
      country: 'ES',
      currency: 'EUR',
      language: 'en',
      timeZone: 'Europe/Madrid',
      user: { name: 'Boss', email: 'boss@bench.example.com', password: newToken() },
    }),
  })
  const session = (await answer.json()) as { workspace: { id: string }; user: { id: string } }
  return { workspaceId: session.workspace.id, userId: session.user.id }
}

/** Somebody who is signed in. */
interface SignedIn {
  readonly id: string
  readonly headers: Readonly<Record<string, string>>
  readonly credentials: { readonly session: string; readonly workspace: string }
}

/** Signs representatives in; the seed made the people behind the program's back, so the metadata moves on. */
async function signInRepresentatives(client: pg.Client, seeded: Seeded): Promise<readonly SignedIn[]> {
  const signedIn: SignedIn[] = []
  for (const id of seeded.representatives.slice(0, 11)) {
    await client.query('insert into control.identity (id, email, created_at) values ($1, $2, now())', [
      id,
      `${id}@bench.example.com`,
    ])
    await client.query(
      'insert into control.membership (identity_id, workspace_id, user_id, created_at) values ($1, $2, $1, now())',
      [id, seeded.workspaceId],
    )
    signedIn.push(await openSession(client, id))
  }
  await client.query('update control.workspace set metadata_version = metadata_version + 1')
  await client.query('update tendero.workspace set metadata_version = metadata_version + 1')
  return signedIn
}

async function openSession(client: pg.Client, id: string): Promise<SignedIn> {
  const token = newToken()
  await client.query(
    `insert into control.session (token_hash, identity_id, created_at, expires_at)
     select $1, identity_id, now(), now() + interval '1 day' from control.membership where user_id = $2`,
    [tokenHash(token), id],
  )
  const credentials = { session: token, workspace: 'bench' }
  return { id, credentials, headers: { cookie: `tendero_session=${token}`, 'tendero-workspace': 'bench' } }
}

interface Places {
  readonly serve: number
  readonly bare: number
  readonly folder: string
}

/** Asks until the rate no longer rises, so that a compiler at work is not what is measured. */
async function warmUp(onPort: number, next: () => Ask): Promise<void> {
  const began = performance.now()
  const spent = () => performance.now() - began
  const best = { rate: 0, at: 0 }
  while (spent() < longestWarmUp && (spent() < warmUpMilliseconds || spent() - best.at < warmUpMilliseconds)) {
    const reached = await httpRate(onPort, 16, sliceMilliseconds, next)
    if (reached > best.rate * 1.02) Object.assign(best, { rate: reached, at: spent() })
  }
}

/** The best of several short rounds, the three taking turns, so that a disturbance hits all alike. */
async function measure(one: Case, connections: number, pool: pg.Pool, places: Places): Promise<Measured> {
  const best = { us: 0, bareHandler: 0, barePg: 0 }
  const cpu = { us: 0, bareHandler: 0 }
  for (let round = 0; round <= rounds; round += 1) {
    let asked = 0
    const counted = <T>(next: () => T) => {
      asked += 1
      return next()
    }
    const spent = [cpuOf(places.serve, places.folder)]
    const us = await httpRate(port, connections, sliceMilliseconds, () => counted(() => one.ours()))
    spent.push(cpuOf(places.serve, places.folder))
    const ours = asked
    spent.push(cpuOf(places.bare, places.folder))
    const bareHandler = await httpRate(barePort, connections, sliceMilliseconds, () => counted(() => one.bare()))
    spent.push(cpuOf(places.bare, places.folder))
    if (round > 0) {
      cpu.us += ((spent[1] ?? 0) - (spent[0] ?? 0)) / ours / rounds
      cpu.bareHandler += ((spent[3] ?? 0) - (spent[2] ?? 0)) / (asked - ours) / rounds
    }
    const barePg = await rate(connections, sliceMilliseconds, () => one.driver(pool))
    if (round === 0) continue
    best.us = Math.max(best.us, us)
    best.bareHandler = Math.max(best.bareHandler, bareHandler)
    best.barePg = Math.max(best.barePg, barePg)
  }
  const ratio = best.us / best.bareHandler
  log(
    `  ${one.name} ×${connections}: ${best.us.toFixed(0)} / ${best.bareHandler.toFixed(0)} = ${ratio.toFixed(2)}; processor ${cpu.us.toFixed(2)} / ${cpu.bareHandler.toFixed(2)} ms`,
  )
  return {
    case: one.name,
    connections,
    us: Math.round(best.us),
    bareHandler: Math.round(best.bareHandler),
    barePg: Math.round(best.barePg),
    ratio: Number(ratio.toFixed(3)),
    unit: 'requests/s',
  }
}

function watchMemory(pid: number): { stop(): number } {
  let most = 0
  const look = () => {
    most = Math.max(most, residentMb(pid))
  }
  const timer = setInterval(look, 500)
  return {
    stop() {
      look()
      clearInterval(timer)
      return Math.round(most)
    },
  }
}

interface Besides {
  readonly memoryMb: number
  readonly eventsPerSecond: number
  readonly imported: ImportMeasured
  readonly authentication: AuthenticationMeasured
  readonly upload: UploadMeasured
  readonly streams: StreamsMeasured
  readonly scrolling: ScrollingMeasured
}

function report(
  measured: readonly Measured[],
  cases: readonly Case[],
  { memoryMb, eventsPerSecond, imported, authentication, upload, streams, scrolling }: Besides,
): void {
  log('')
  log('case            conn.      us    bare handler    bare pg   us ÷ handler   goal')
  for (const row of measured) {
    const goal = row.connections === 16 ? cases.find((one) => one.name === row.case)?.goal : undefined
    const verdict = goal === undefined ? '' : `≥ ${goal}${row.ratio >= goal ? '' : '  missed'}`
    log(
      `${row.case.padEnd(14)} ${String(row.connections).padStart(5)} ${String(row.us).padStart(8)} ${String(row.bareHandler).padStart(14)} ${String(row.barePg).padStart(10)} ${row.ratio.toFixed(2).padStart(13)}   ${verdict}`,
    )
  }
  const scriptKb = scriptSizes()
  log(
    `\nupload of ${upload.mb} MB: ${upload.mbPerSecond} MB/s; memory of serve +${upload.inMb} MB coming in, +${upload.outMb} MB going out (goal: at most +30)`,
  )
  log(`${streams.streams} open event streams: memory of serve +${streams.memoryMb} MB (goal: at most +60)`)
  log(
    `a list of ${scrolling.of} rows, ${scrolling.rows} scrolled through: frames of ${scrolling.middleMs} ms, p99 ${scrolling.p99Ms} ms, longest ${scrolling.longestMs} ms (goal: at most 50 and 150)`,
  )
  log(`memory of serve under load: ${memoryMb} MB (goal: below 250)`)
  log(`events drained: ${eventsPerSecond}/s (goal: 200)`)
  log(
    `authentication: ${authentication.known} ms of processor for who asked within a second, ${authentication.unknown} ms for others (goal: 0.4)`,
  )
  log(
    `import: ${imported.rows} rows at ${imported.rowsPerSecond}/s, bare COPY ${imported.copyRowsPerSecond}/s: ${imported.ratio} (goal: 0.10)`,
  )
  log(`dry run of ${imported.dryRunRows} rows: ${imported.dryRunMb} MB above idle (goal: below 200)`)
  log(
    `script, gzipped kB: ${Object.entries(scriptKb)
      .map(([route, kb]) => `${route} ${kb}`)
      .join(', ')}`,
  )
  const commit = execFileSync('git', ['rev-parse', 'HEAD'], { cwd: projectFolder, encoding: 'utf8' }).trim()
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'cpu'}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.versions.node}`
  mkdirSync(join(projectFolder, 'bench/results'), { recursive: true })
  writeFileSync(
    join(projectFolder, 'bench/results/latest.json'),
    `${JSON.stringify({ machine, commit, memoryMb, importRatio: imported.ratio, eventsPerSecond, authentication, upload, streams, scrolling, scriptKb, cases: measured }, null, 2)}\n`,
  )
}

await main()
