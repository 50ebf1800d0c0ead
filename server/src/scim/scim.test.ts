import type { AnyRecord, ScimToken } from '@tendero/model'
import { describe, expect, test } from 'vitest'
import { openDirectoryClient } from '../../test/directory.ts'
import { browserOf } from '../../test/http.ts'
import { makeKey } from '../../test/keys.ts'
import { openWorld } from '../../test/world.ts'
import { routes } from '../http/app.ts'
import { newId } from '../kernel/identity.ts'

const world = await openWorld()
const { ids } = world
const ines = await browserOf(world, 'ines')
const [representative, manager] = [await world.roleId('Representative'), await world.roleId('Manager')]
const provider = await ines.json<{ id: string }>('POST', '/single-sign-on/providers', {
  name: 'Directory',
  issuer: 'https://login.example.com',
  clientId: 'tendero',
  domains: ['example.com'],
  roleMapping: [{ group: 'Chiefs', role: manager }],
})
const directory = await openDirectoryClient(world, ines, { role: representative, provider: provider.id })

interface User {
  readonly id: string
  readonly active: boolean
  readonly userName: string
  readonly groups: readonly { value: string; display: string }[]
}
interface List<R> {
  readonly totalResults: number
  readonly startIndex: number
  readonly itemsPerPage: number
  readonly Resources: readonly R[]
}

const userNames = async (query: string) =>
  (await directory.json<List<User>>('GET', `/Users?${query}`)).Resources.map(({ userName }) => userName)
const stored = (id: string) => ines.json<AnyRecord>('GET', `/users/${id}`)
const filtered = (filter: string) => `filter=${encodeURIComponent(filter)}`

describe('a token of a directory', () => {
  test('is told once, opens nothing else, and is not replaced by a key of the API', async () => {
    const { items } = await ines.json<{ items: ScimToken[] }>('GET', '/scim-tokens')
    expect(JSON.stringify(items)).not.toContain(directory.token)
    const app = routes(world.kernel, '/nowhere')
    const asked = async (path: string, token: string) =>
      (await app.request(path, { headers: { authorization: `Bearer ${token}` } })).status
    expect(await asked('/api/v1/leads', directory.token)).toBe(401)
    const key = await makeKey(world, { user: ids.ines, role: await world.roleId('Administrator') })
    expect(await asked('/api/scim/v2/Users', key)).toBe(401)
    expect(await asked('/api/scim/v2/Users', directory.token)).toBe(200)
    expect((await app.request('/api/scim/v2/Users', { headers: ines.session })).status).toBe(401)
  })

  test('is made and revoked by administrators alone', async () => {
    const marta = await browserOf(world, 'marta')
    expect((await marta.request('GET', '/scim-tokens')).status).toBe(403)
    expect((await marta.request('POST', '/scim-tokens', { name: 'x', role: representative })).status).toBe(403)
    expect((await ines.request('POST', '/scim-tokens', { name: 'x', role: ids.ana })).status).toBe(422)
    const other = await openDirectoryClient(world, ines, { role: representative })
    expect((await ines.request('DELETE', `/scim-tokens/${other.id}`)).status).toBe(200)
    expect((await other.ask('GET', '/Users')).status).toBe(401)
    expect((await ines.request('DELETE', `/scim-tokens/${other.id}`)).status).toBe(404)
  })

  test('reaches nobody of another company', async () => {
    expect((await directory.ask('GET', `/Users/${world.stranger.userId}`)).status).toBe(404)
    expect((await directory.ask('DELETE', `/Users/${world.stranger.userId}`)).status).toBe(404)
    expect(await userNames('')).not.toContain('olaf@example.com')
    const members = [{ value: world.stranger.userId }]
    expect((await directory.ask('POST', '/Groups', { displayName: 'Theirs', members })).status).toBe(400)
  })
})

test('the service says what it does', async () => {
  expect(await directory.json('GET', '/ServiceProviderConfig')).toMatchObject({ patch: { supported: true } })
  const types = await directory.json<List<{ endpoint: string }>>('GET', '/ResourceTypes')
  expect(types.Resources.map(({ endpoint }) => endpoint)).toEqual(['/Users', '/Groups'])
  const user = await directory.json('GET', '/Schemas/urn:ietf:params:scim:schemas:core:2.0:User')
  expect(user).toMatchObject({
    name: 'User',
    attributes: expect.arrayContaining([expect.objectContaining({ name: 'userName', uniqueness: 'server' })]),
  })
  const answer = await directory.ask('GET', '/Users')
  expect(answer.headers.get('content-type')).toBe('application/scim+json')
})

describe('users', () => {
  const clara = {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
    externalId: 'ext-1',
    userName: 'clara@example.com',
    name: { givenName: 'Clara', familyName: 'Soler' },
    displayName: 'Clara Soler',
    title: 'Buyer',
    emails: [{ value: 'clara@example.com', type: 'work', primary: true }],
    active: true,
  }
  let id = ''

  test('are made with the role of newcomers, and noted as the work of the directory', async () => {
    const answer = await directory.ask('POST', '/Users', clara)
    expect(answer.status).toBe(201)
    const made = (await answer.json()) as User
    id = made.id
    expect(answer.headers.get('location')).toBe(`http://localhost/api/scim/v2/Users/${id}`)
    expect(made).toMatchObject({ ...clara, meta: { resourceType: 'User' } })
    expect(await stored(id)).toMatchObject({
      name: 'Clara Soler',
      email: 'clara@example.com',
      jobTitle: 'Buyer',
      role: representative,
    })
    const { rows } = await world.kernel.database.direct.query(
      `select through from tendero.history where object = 'user' and record_id = $1`,
      [id],
    )
    expect(rows).toEqual([{ through: 'scim' }])
  })

  test('are there once', async () => {
    const again = await directory.ask('POST', '/Users', clara)
    expect(again.status).toBe(409)
    expect(await again.json()).toMatchObject({
      schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
      status: '409',
      scimType: 'uniqueness',
    })
  })

  test('are found by filters, sorted, and given in pages', async () => {
    expect(await userNames(filtered('userName eq "CLARA@example.com"'))).toEqual(['clara@example.com'])
    expect(await userNames(filtered('externalId eq "ext-1"'))).toEqual(['clara@example.com'])
    expect(await userNames('sortBy=userName&sortOrder=descending&count=2')).toEqual([
      'marta@example.com',
      'ines@example.com',
    ])
    const page = await directory.json<List<User>>(
      'GET',
      '/Users?sortBy=userName&startIndex=2&count=2&attributes=userName',
    )
    expect(page).toMatchObject({ totalResults: 5, startIndex: 2, itemsPerPage: 2 })
    expect(page.Resources.map(({ userName }) => userName)).toEqual(['bo@example.com', 'clara@example.com'])
    expect(page.Resources[0]).not.toHaveProperty('active')
    const [one] = (
      await directory.json<List<User>>(
        'GET',
        `/Users?${filtered('externalId eq "ext-1"')}&excludedAttributes=emails,name`,
      )
    ).Resources
    expect(one).not.toHaveProperty('emails')
    expect(one).toHaveProperty('userName')
    expect(await directory.json('GET', `/Users?${filtered('userName is "x"')}`)).toMatchObject({
      scimType: 'invalidFilter',
      status: '400',
    })
    expect((await directory.json<List<User>>('GET', '/Users?count=0')).totalResults).toBe(5)
  })

  test('are replaced as a whole, if they are still as the directory believes', async () => {
    const answer = await directory.ask('GET', `/Users/${id}`)
    const tag = answer.headers.get('etag') ?? ''
    expect((await directory.ask('GET', `/Users/${id}`, undefined, { 'if-none-match': tag })).status).toBe(304)
    const renamed = { ...clara, displayName: 'Clara S', title: undefined }
    expect((await directory.ask('PUT', `/Users/${id}`, renamed, { 'if-match': tag })).status).toBe(200)
    expect(await stored(id)).toMatchObject({ name: 'Clara S', jobTitle: null })
    expect((await directory.ask('PUT', `/Users/${id}`, clara, { 'if-match': tag })).status).toBe(412)
    expect((await directory.ask('DELETE', `/Users/${id}`, undefined, { 'if-match': tag })).status).toBe(412)
  })

  test('are changed in the dialects of directories', async () => {
    const patch = (...Operations: object[]) => directory.json<User>('PATCH', `/Users/${id}`, { Operations })
    expect(await patch({ op: 'Replace', path: 'active', value: 'False' })).toMatchObject({ active: false })
    expect(await stored(id)).toMatchObject({ active: false })
    expect(await patch({ op: 'replace', value: { active: true, 'name.familyName': 'Vidal' } })).toMatchObject({
      active: true,
      name: { givenName: 'Clara', familyName: 'Vidal' },
    })
    await patch({ op: 'Replace', path: 'emails[type eq "work"].value', value: 'clara.vidal@example.com' })
    expect(await stored(id)).toMatchObject({ email: 'clara.vidal@example.com' })
    expect(await patch({ op: 'replace', path: 'active', value: 'perhaps' })).toMatchObject({ scimType: 'invalidValue' })
    expect(await patch({ op: 'replace', path: 'emails[type eq "work"].value', value: 'no address' })).toMatchObject({
      status: '400',
    })
    const taken = [{ op: 'replace', path: 'emails[type eq "work"].value', value: 'ana@example.com' }]
    expect((await directory.ask('PATCH', `/Users/${id}`, { Operations: taken })).status).toBe(409)
  })

  test('that are deleted are no longer active, gone for the directory, and come back when they are made again', async () => {
    expect((await directory.ask('DELETE', `/Users/${id}`)).status).toBe(204)
    expect((await directory.ask('GET', `/Users/${id}`)).status).toBe(404)
    expect(await stored(id)).toMatchObject({ active: false })
    const back = await directory.json<User>('POST', '/Users', {
      ...clara,
      emails: undefined,
      userName: 'clara.vidal@example.com',
    })
    expect(back).toMatchObject({ id, active: true })
    expect(await stored(id)).toMatchObject({ active: true })
  })

  test('who are the last administrator stay so', async () => {
    const Operations = [{ op: 'replace', path: 'active', value: false }]
    expect(await directory.json<User>('PATCH', `/Users/${ids.ines}`, { Operations })).toMatchObject({ active: true })
    expect(await stored(ids.ines)).toMatchObject({ active: true })
  })
})

describe('groups', () => {
  interface Group {
    readonly id: string
    readonly displayName: string
    readonly members: readonly { value: string }[]
  }
  const groupsNamed = async (name: string) =>
    (await directory.json<List<Group>>('GET', `/Groups?${filtered(`displayName eq "${name}"`)}`)).Resources
  const membersOf = async (id: string) =>
    (await directory.json<Group>('GET', `/Groups/${id}`)).members.map(({ value }) => value)
  const patch = (id: string, ...Operations: object[]) => directory.ask('PATCH', `/Groups/${id}`, { Operations })

  test('are the teams', async () => {
    const [north] = await groupsNamed('north')
    expect(north).toMatchObject({ id: ids.north, displayName: 'North', members: [{ value: ids.marta }] })
    const { groups } = await directory.json<User>('GET', `/Users/${ids.marta}`)
    expect(groups).toMatchObject([{ value: ids.north, display: 'North' }])
  })

  test('make teams, whose members have them as a further one when they have a main one', async () => {
    const made = await directory.json<Group>('POST', '/Groups', {
      displayName: 'Fairs',
      externalId: 'g-1',
      members: [{ value: ids.ana }],
    })
    expect(await ines.json<AnyRecord>('GET', `/teams/${made.id}`)).toMatchObject({ name: 'Fairs' })
    expect(await stored(ids.ana)).toMatchObject({ team: ids.northEast })
    expect(await membersOf(made.id)).toEqual([ids.ana])
    expect((await directory.ask('POST', '/Groups', { displayName: 'fairs' })).status).toBe(409)
    expect((await patch(made.id, { op: 'Add', path: 'members', value: [{ value: ids.bo }] })).status).toBe(200)
    expect((await patch(made.id, { op: 'Remove', path: `members[value eq "${ids.ana}"]` })).status).toBe(200)
    expect(await membersOf(made.id)).toEqual([ids.bo])
    expect((await patch(made.id, { op: 'replace', value: { displayName: 'Markets' } })).status).toBe(200)
    expect(await groupsNamed('Markets')).toHaveLength(1)
    expect((await directory.ask('DELETE', `/Groups/${made.id}`)).status).toBe(204)
    expect((await directory.ask('GET', `/Groups/${made.id}`)).status).toBe(404)
  })

  test('take the main team away, and put the next in its place', async () => {
    const { id } = await directory.json<Group>('POST', '/Groups', {
      displayName: 'Fairs',
      members: [{ value: ids.bo }],
    })
    await patch(ids.northWest, { op: 'remove', path: 'members', value: [{ value: ids.bo }] })
    expect(await stored(ids.bo)).toMatchObject({ team: id })
    await patch(ids.northWest, { op: 'add', path: 'members', value: [{ value: ids.bo }] })
    expect(await membersOf(ids.northWest)).toEqual([ids.bo])
  })

  test('that a provider maps to a role give and take that role, and are no team', async () => {
    const { id } = await directory.json<Group>('POST', '/Groups', {
      displayName: 'Chiefs',
      members: [{ value: ids.ana }],
    })
    expect(await stored(ids.ana)).toMatchObject({ role: manager, team: ids.northEast })
    expect((await ines.request('GET', `/teams/${id}`)).status).toBe(404)
    expect((await directory.json<User>('GET', `/Users/${ids.ana}`)).groups.map(({ display }) => display)).toContain(
      'Chiefs',
    )
    await patch(id, { op: 'remove', path: 'members' })
    expect(await stored(ids.ana)).toMatchObject({ role: representative })
    expect((await directory.ask('DELETE', `/Groups/${id}`)).status).toBe(204)
  })

  test('that are called otherwise give their people what that name gives', async () => {
    const chiefs = { displayName: 'Chiefs', members: [{ value: ids.ana }] }
    const { id } = await directory.json<Group>('POST', '/Groups', chiefs)
    expect(await stored(ids.ana)).toMatchObject({ role: manager })
    await patch(id, { op: 'replace', path: 'displayName', value: 'Former chiefs' })
    expect(await stored(ids.ana)).toMatchObject({ role: representative })
    await patch(id, { op: 'replace', path: 'displayName', value: 'Chiefs' })
    expect(await stored(ids.ana)).toMatchObject({ role: manager })
    await patch(id, { op: 'remove', path: 'members' })
    expect((await directory.ask('DELETE', `/Groups/${id}`)).status).toBe(204)
  })
})

describe('what is sent by mistake or in bad faith', () => {
  test.each([
    ['GET', '/Nothing', undefined, 404],
    ['GET', '/Users/x/y', undefined, 404],
    ['GET', '/constructor', undefined, 404],
    ['GET', `/Users/${newId()}`, undefined, 404],
    ['GET', '/Users/%E0%A4%A', undefined, 404],
    ['POST', '/Users', [], 400],
    ['POST', '/Users', { userName: { toString: 1 } }, 400],
    ['POST', '/Users', { userName: 'no address' }, 400],
    ['POST', '/Groups', { displayName: '' }, 400],
    ['POST', '/Groups', { displayName: 'x', members: ['me'] }, 400],
    ['PATCH', `/Users/${ids.ana}`, { Operations: [{ op: 'replace', path: '__proto__.x', value: 1 }] }, 400],
    ['DELETE', '/Users', undefined, 405],
    ['POST', '/ResourceTypes', {}, 405],
    ['GET', `/Users?${filtered('('.repeat(500))}`, undefined, 400],
    ['GET', '/Users?startIndex=x', undefined, 400],
  ])('%s %s is answered with an error of the protocol', async (method, path, body, status) => {
    const answer = await directory.ask(method, path, body)
    expect([answer.status, (await answer.json()) as object]).toMatchObject([
      status,
      { schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'], status: String(status) },
    ])
  })
})
