import { callerOfProgram } from '../kernel/caller.ts'
import { Failure, notFound } from '../kernel/failure.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { errorAnswer, requireTag, type ScimAnswer, tagged } from './answer.ts'
import type { Resource } from './attribute.ts'
import { resourceTypes, schemas, serviceProviderConfig } from './descriptions.ts'
import { type Directory, usersOf } from './directory.ts'
import { groupResource, groupsOf } from './group-resource.ts'
import { type ListQuery, listResponse, projected } from './listing.ts'
import { acceptPatch, applyPatch } from './patch.ts'
import { openDirectory } from './read-directory.sql.ts'
import { accessBy, type ScimAccess } from './tokens.sql.ts'
import { acceptUser, userResources } from './user-resource.ts'
import { createGroup, groupAt, removeGroup, replaceGroup } from './write-groups.action.ts'
import { createUser, removeUser, replaceUser, userAt } from './write-users.action.ts'

/** What a directory asks, as the web server has taken it apart. */
export interface ScimRequest {
  readonly method: string
  /** After the version: `/Users/…`. */
  readonly path: string
  readonly query: ListQuery
  /** Read when it is wanted: nobody's body is read before they are known. */
  body(): Promise<unknown>
  readonly authorization: string | undefined
  readonly ifMatch: string | undefined
  readonly ifNoneMatch: string | undefined
  /** The address of all of it, without a slash at its end. */
  readonly base: string
}

/** SCIM 2.0 (RFC 7643, RFC 7644) of users and groups: what a company's directory tells of its people. */
export async function answerScim(kernel: Kernel, request: ScimRequest): Promise<ScimAnswer> {
  try {
    const access = await accessBy(kernel, request.authorization)
    const [, kind = '', id, ...more] = request.path.split('/')
    if (more.length > 0) throw notFound()
    const description = descriptionOf(kind, id, request)
    if (description) return description
    const collection = collections[kind as keyof typeof collections]
    if (!collection || !Object.hasOwn(collections, kind)) throw notFound()
    const asked = { kernel, access, request, collection }
    return await (id === undefined ? answerCollection(asked) : answerOne({ ...asked, id: decoded(id) }))
  } catch (error) {
    return errorAnswer(error)
  }
}

function descriptionOf(
  kind: string,
  id: string | undefined,
  { method, base, query }: ScimRequest,
): ScimAnswer | undefined {
  const lists: Readonly<Record<string, readonly Resource[]>> = {
    ResourceTypes: resourceTypes(base),
    Schemas: schemas(base),
  }
  const list = Object.hasOwn(lists, kind) ? lists[kind] : undefined
  if (kind !== 'ServiceProviderConfig' && !list) return undefined
  if (method !== 'GET') throw new Failure(405, 'method_not_allowed')
  if (!list) return { status: 200, body: serviceProviderConfig(base) }
  // A filter is not for these (RFC 7644 §4).
  if (query.filter) throw new Failure(403, 'forbidden')
  if (id === undefined) return { status: 200, body: listResponse(list, {}) }
  const one = list.find((resource) => resource.id === decoded(id))
  if (!one) throw notFound()
  return { status: 200, body: one }
}

/** @throws Failure 404 for what is no text */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    throw notFound()
  }
}

/** Users or groups. */
interface Collection {
  all(directory: Directory, base: string): readonly Resource[]
  one(directory: Directory, id: string, base: string): Resource
  create(kernel: Kernel, access: ScimAccess, body: unknown): Promise<string>
  replace(
    kernel: Kernel,
    access: ScimAccess,
    id: string,
    change: (resource: Resource) => unknown,
    base: string,
  ): Promise<void>
  remove(kernel: Kernel, access: ScimAccess, id: string): Promise<void>
}

const collections: Readonly<Record<'Users' | 'Groups', Collection>> = {
  Users: {
    all: (directory, base) => userResources(directory, usersOf(directory), base),
    one: (directory, id, base) => userResourceAt(directory, id, base),
    create: (kernel, access, body) => createUser(kernel, access, acceptUser(body)),
    replace: (kernel, access, id, change, base) =>
      replaceUser(kernel, access, id, (directory) => acceptUser(change(userResourceAt(directory, id, base)))),
    remove: removeUser,
  },
  Groups: {
    all: (directory, base) => groupsOf(directory).map((group) => groupResource(directory, group, base)),
    one: (directory, id, base) => groupResource(directory, groupAt(directory, id), base),
    create: createGroup,
    replace: (kernel, access, id, change, base) =>
      replaceGroup(kernel, access, id, (directory, group) => change(groupResource(directory, group, base))),
    remove: removeGroup,
  },
}

function userResourceAt(directory: Directory, id: string, base: string): Resource {
  const [resource] = userResources(directory, [userAt(directory, id)], base)
  if (!resource) throw notFound()
  return resource
}

interface Asked {
  readonly kernel: Kernel
  readonly access: ScimAccess
  readonly request: ScimRequest
  readonly collection: Collection
}

async function directoryOf({ kernel, access }: Asked): Promise<Directory> {
  const { model } = await callerOfProgram(kernel, access.workspaceId, 'scim')
  return openDirectory(kernel, model, access)
}

async function answerCollection(asked: Asked): Promise<ScimAnswer> {
  const { kernel, access, request, collection } = asked
  if (request.method === 'GET') {
    const resources = collection.all(await directoryOf(asked), request.base)
    return {
      status: 200,
      body: listResponse(
        resources.map((one) => tagged(one).resource),
        request.query,
      ),
    }
  }
  if (request.method !== 'POST') throw new Failure(405, 'method_not_allowed')
  const id = await collection.create(kernel, access, await request.body())
  return shown({ ...asked, id }, 201)
}

async function answerOne(asked: Asked & { readonly id: string }): Promise<ScimAnswer> {
  const { kernel, access, request, collection, id } = asked
  if (request.method === 'GET') return shown(asked, 200)
  const { base, ifMatch } = request
  if (request.method === 'DELETE') {
    requireTag(collection.one(await directoryOf(asked), id, base), ifMatch)
    await collection.remove(kernel, access, id)
    return { status: 204 }
  }
  if (request.method !== 'PUT' && request.method !== 'PATCH') throw new Failure(405, 'method_not_allowed')
  const body = await request.body()
  const operations = request.method === 'PATCH' ? acceptPatch(body) : undefined
  const change = (resource: Resource): unknown => {
    requireTag(resource, ifMatch)
    return operations ? applyPatch(resource, operations) : body
  }
  await collection.replace(kernel, access, id, change, base)
  return shown(asked, 200)
}

async function shown(asked: Asked & { readonly id: string }, status: 200 | 201): Promise<ScimAnswer> {
  const { request, collection, id } = asked
  const { resource, tag } = tagged(collection.one(await directoryOf(asked), id, request.base))
  if (status === 200 && request.ifNoneMatch === tag) return { status: 304, headers: { etag: tag } }
  const location = `${request.base}/${String(Object(resource.meta).resourceType)}s/${id}`
  return { status, body: projected(resource, request.query), headers: { etag: tag, location } }
}
