import type { Resource } from './attribute.ts'
import { groupSchema } from './group-resource.ts'
import { mostPerPage } from './listing.ts'
import { userSchema } from './user-resource.ts'

/** What this service does of RFC 7644 (RFC 7643 §5). */
export function serviceProviderConfig(base: string): Resource {
  return {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig'],
    patch: { supported: true },
    bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
    filter: { supported: true, maxResults: mostPerPage },
    changePassword: { supported: false },
    sort: { supported: true },
    etag: { supported: true },
    authenticationSchemes: [
      {
        type: 'oauthbearertoken',
        name: 'Bearer token',
        description: 'A token that an administrator made in the settings of single sign-on.',
        primary: true,
      },
    ],
    meta: { resourceType: 'ServiceProviderConfig', location: `${base}/ServiceProviderConfig` },
  }
}

export function resourceTypes(base: string): readonly Resource[] {
  return [
    ['User', userSchema],
    ['Group', groupSchema],
  ].map(([name, schema]) => ({
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:ResourceType'],
    id: name,
    name,
    endpoint: `/${name}s`,
    schema,
    meta: { resourceType: 'ResourceType', location: `${base}/ResourceTypes/${name}` },
  }))
}

interface Described {
  readonly type?: string
  readonly required?: boolean
  readonly several?: boolean
  readonly mutability?: string
  readonly unique?: boolean
  readonly exact?: boolean
  readonly parts?: Readonly<Record<string, Described>>
}

function attribute(name: string, given: Described): Resource {
  const {
    type = 'string',
    required = false,
    several = false,
    mutability = 'readWrite',
    unique,
    exact = false,
    parts,
  } = given
  return {
    name,
    type: parts ? 'complex' : type,
    multiValued: several,
    required,
    caseExact: exact,
    mutability,
    returned: 'default',
    uniqueness: unique ? 'server' : 'none',
    ...(parts ? { subAttributes: Object.entries(parts).map(([part, one]) => attribute(part, one)) } : {}),
  }
}

const user: Readonly<Record<string, Described>> = {
  userName: { required: true, unique: true },
  externalId: { exact: true },
  name: { parts: { formatted: {}, givenName: {}, familyName: {} } },
  displayName: {},
  title: {},
  preferredLanguage: {},
  timezone: {},
  active: { type: 'boolean' },
  emails: { several: true, parts: { value: {}, type: {}, primary: { type: 'boolean' } } },
  groups: {
    several: true,
    mutability: 'readOnly',
    parts: { value: { mutability: 'readOnly' }, display: { mutability: 'readOnly' } },
  },
}

const group: Readonly<Record<string, Described>> = {
  displayName: { required: true, unique: true },
  externalId: { exact: true },
  members: {
    several: true,
    parts: { value: { mutability: 'immutable', exact: true }, display: { mutability: 'readOnly' } },
  },
}

export function schemas(base: string): readonly Resource[] {
  return [
    { id: userSchema, name: 'User', attributes: user },
    { id: groupSchema, name: 'Group', attributes: group },
  ].map(({ id, name, attributes }) => ({
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:Schema'],
    id,
    name,
    attributes: Object.entries(attributes).map(([one, given]) => attribute(one, given)),
    meta: { resourceType: 'Schema', location: `${base}/Schemas/${id}` },
  }))
}
