import { beforeAll, expect, test } from 'vitest'
import { routes } from '../src/http/app.ts'
import { modelEndpoints } from '../src/http/model-endpoints.ts'
import { openDatabase } from '../src/kernel/database.ts'
import { asOwner } from '../src/platform/owner-connection.ts'
import { slices } from '../src/slices.ts'
import { afterSuite } from './after-suite.ts'
import { endpointCases } from './endpoint-cases.ts'
import { browserOf } from './http.ts'
import { openUnseen } from './unseen.ts'

/** What is asked by GET changes nothing, so that no link and no image of another page does: the database takes no writes meanwhile. */

const { world, ids, records } = await openUnseen()
const readOnly = openDatabase({ url: world.ownerUrl })
afterSuite(() => readOnly.close())

/** What they write is no change of anything: that a file left the house, a smaller image, a way to the provider. */
const noted = [
  'GET /{collection}/export',
  'GET /report-results/file',
  'GET /audit-log/file',
  'GET /imports/{id}/rejects',
  'GET /mass-edits/{id}/refusals',
  'GET /files/{id}/variants/{side}',
  // Tokens that are tried are counted, so that nobody guesses one.
  'GET /password-resets/{token}',
  'GET /invitations/{token}',
  // Who reads a mail with a link that lets somebody in is noted.
  'GET /mail/messages/{id}',
  // An administrator tries a provider, and how that went is noted.
  'GET /single-sign-on/providers/{id}/trial',
]

const endpoints = [...modelEndpoints, ...slices.flatMap((slice) => slice.endpoints ?? [])]
const reading = endpoints.filter(({ method, path }) => method === 'GET' && !noted.includes(`GET ${path}`))

beforeAll(async () => {
  const name = new URL(world.ownerUrl).pathname.slice(1)
  const set = (value: string) =>
    asOwner(world.ownerUrl, (client) =>
      client.query(`alter database ${name} set default_transaction_read_only = ${value}`),
    )
  const { session } = await browserOf(world, 'ines')
  Object.assign(signed, session)
  await set('on')
})

const signed: Record<string, string> = {}

test('every endpoint of GET answers in a database that takes no writes', async () => {
  const app = routes({ ...world.kernel, database: readOnly }, '/nowhere')
  const get = async (path: string) => {
    const answer = await app.request(`/api/v1${path}`, { headers: signed })
    const text = await answer.text()
    return [path, answer.status < 500 ? '' : `${answer.status} ${text}`]
  }
  await expect(readOnly.direct.query('create table public.written ()')).rejects.toMatchObject({ code: '25006' })
  const answers: string[][] = []
  for (const { path } of reading) {
    const { id, params, query = '' } = endpointCases[`GET ${path}`] ?? expect.fail(path)
    const named = id ? (ids[id] ?? '') : (records.account ?? '')
    const address = path
      .replace('{collection}', 'accounts')
      .replace('{id}', named)
      .replace(/\{(\w+)\}/g, (_, name) => params?.[name] ?? '')
    const full = `${address}?${query.replaceAll('THE-ID', named)}`
    answers.push(await get(full))
  }
  for (const path of ['', '/count', '/aggregate?measures=count', `/${records.account}`])
    answers.push(await get(`/accounts${path}`))
  expect(answers.filter(([, problem]) => problem !== '')).toEqual([])
})
