import { type Field, isReadOnly, type JsonSchema, type ObjectType, ruleNames, words } from '@tendero/model'
import { z } from 'zod'
import type { Endpoint } from '../kernel/endpoint.ts'
import type { ObjectRules } from '../kernel/field-rules.ts'

/** What the document shows of an object: the fields that the reader may see. */
export interface DescribedObject {
  readonly object: ObjectType
  readonly fields: readonly Field[]
  readonly rules?: ObjectRules
}

type Json = Record<string, unknown>

/** The OpenAPI 3.1 document of the API: every object with its fields, custom ones too, and every named endpoint. */
export function openApiDocument(
  objects: readonly DescribedObject[],
  endpoints: readonly Endpoint[],
  version: string,
): Json {
  const paths: Record<string, Json> = {}
  for (const { object } of objects) Object.assign(paths, objectPaths(object))
  for (const endpoint of endpoints) addEndpoint(paths, endpoint)
  return {
    openapi: '3.1.0',
    info: {
      title: 'Tendero',
      version,
      description:
        'Records of every object, actions as nouns, keyset cursors, RFC 9457 problems. Sign in with an API key: `Authorization: Bearer tnd_…`.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/api/v1' }],
    security: [{ apiKey: [] }, { session: [] }],
    tags: objects.map(({ object }) => ({ name: object.name, description: object.label.en[1] })),
    paths,
    components: {
      securitySchemes: {
        apiKey: { type: 'http', scheme: 'bearer', description: 'An API key: tnd_…' },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'tendero_session',
          description: 'Needs the header Tendero-Workspace too.',
        },
      },
      schemas: {
        ...Object.fromEntries(objects.flatMap(objectSchemas)),
        ...sharedSchemas,
      },
      responses: {
        Problem: {
          description: 'What went wrong (RFC 9457)',
          content: { 'application/problem+json': { schema: reference('Problem') } },
        },
      },
      parameters: sharedParameters,
    },
  }
}

function reference(name: string): Json {
  return { $ref: `#/components/schemas/${name}` }
}

/** 'contact_point' → 'ContactPoint' */
function schemaName(object: ObjectType): string {
  return object.name.replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase())
}

function objectSchemas({ object, fields, rules }: DescribedObject): readonly (readonly [string, Json])[] {
  const name = schemaName(object)
  const writable = fields.filter((field) => !isReadOnly(field) && !field.system)
  const required = writable
    .filter(({ options }) => options.required && !options.assumed && options.default === undefined)
    .map((field) => field.name)
  const described = (field: Field) => ({
    ...fieldSchema(field, field.options.required !== true),
    ...rulesSchema(field, rules),
  })
  const properties = Object.fromEntries(fields.map((field) => [field.name, described(field)]))
  const input = Object.fromEntries(
    writable.filter((field) => field.name !== 'id').map((field) => [field.name, described(field)]),
  )
  const titles = {
    titles: {
      type: 'object',
      additionalProperties: { type: 'string' },
      description: 'Titles of referenced records: by field, and by id for fields that refer to several.',
    },
  }
  return [
    [
      name,
      {
        type: 'object',
        properties: { ...properties, ...titles },
        required: fields.filter((field) => field.options.required).map((field) => field.name),
      },
    ],
    [
      `${name}Input`,
      {
        type: 'object',
        properties: {
          id: { type: 'string', format: 'uuid', description: 'Version 7, when the caller makes it.' },
          ...input,
        },
        ...(required.length > 0 ? { required } : {}),
        additionalProperties: false,
      },
    ],
    [`${name}Patch`, { type: 'object', properties: input, additionalProperties: false }],
    [
      `${name}Page`,
      {
        type: 'object',
        properties: {
          items: { type: 'array', items: reference(name) },
          next: { type: ['string', 'null'] },
          count: reference('Count'),
        },
        required: ['items', 'next'],
      },
    ],
  ]
}

function fieldSchema(field: Field, optional: boolean): JsonSchema {
  const readOnly = isReadOnly(field) || field.system ? { readOnly: true } : {}
  const schema = { ...field.type.jsonSchema(field.options), ...readOnly }
  const title = words(field.label, 'en')
  return optional ? { title, anyOf: [schema, { type: 'null' }] } : { ...schema, title }
}

/** The rules of a field that bind the reader, as filters over the record's other fields. */
function rulesSchema({ name, options }: Field, rules?: ObjectRules): Json {
  const binding = rules?.get(name)
  const extensions = { shownWhen: 'x-shown-when', requiredWhen: 'x-required-when', readOnlyWhen: 'x-read-only-when' }
  return Object.fromEntries(ruleNames.flatMap((rule) => (binding?.[rule] ? [[extensions[rule], options[rule]]] : [])))
}

function objectPaths(object: ObjectType): Record<string, Json> {
  const name = schemaName(object)
  const base = `/${object.collection}`
  const operation = (summary: string, id: string, more: Json): Json => ({
    summary,
    operationId: `${id}${name}`,
    tags: [object.name],
    ...more,
  })
  const answer = (schema: Json, status = '200'): Json => ({
    responses: {
      [status]: { description: 'Done', content: { 'application/json': { schema } } },
      default: { $ref: '#/components/responses/Problem' },
    },
  })
  const body = (schema: Json): Json => ({
    requestBody: { required: true, content: { 'application/json': { schema } } },
  })
  const parameter = (key: string): Json => ({ $ref: `#/components/parameters/${key}` })
  const at = { parameters: [parameter('id')] }
  const [one, many] = object.label.en
  return {
    [base]: {
      get: operation(`Lists ${many}`, 'list', {
        parameters: [
          'filter',
          'search',
          'sort',
          'fields',
          'limit',
          'cursor',
          'fromEnd',
          'from',
          'count',
          'deleted',
          'asOf',
        ].map(parameter),
        ...answer(reference(`${name}Page`)),
      }),
      post: operation(`Makes a record of ${one}`, 'create', {
        parameters: ['idempotencyKey', 'waited'].map(parameter),
        ...body(reference(`${name}Input`)),
        ...answer(reference(name), '201'),
      }),
    },
    [`${base}/count`]: {
      get: operation(`Counts ${many}`, 'count', {
        parameters: ['filter', 'search', 'asOf'].map(parameter),
        ...answer(reference('Count')),
      }),
    },
    [`${base}/aggregate`]: {
      get: operation(`Sums ${many} by fields or parts of dates`, 'aggregate', {
        parameters: ['group', 'measures', 'filter', 'search', 'descending', 'groupLimit', 'cursor', 'asOf'].map(
          parameter,
        ),
        ...answer(reference('Aggregate')),
      }),
    },
    [`${base}/bulk`]: {
      post: operation(`Makes, changes and deletes up to 500 ${many}`, 'bulk', {
        parameters: [parameter('idempotencyKey')],
        ...body(reference('Bulk')),
        ...answer(reference('BulkResult')),
      }),
    },
    [`${base}/{id}`]: {
      ...at,
      get: operation(`Reads a record of ${one}`, 'read', {
        parameters: [parameter('asOf')],
        ...answer(reference(name)),
      }),
      patch: operation(`Changes fields of a record of ${one}`, 'update', {
        parameters: [parameter('ifMatch')],
        ...body(reference(`${name}Patch`)),
        ...answer(reference(name)),
      }),
      delete: operation(`Deletes a record of ${one}; it can be restored`, 'delete', answer(reference('Operation'))),
    },
    [`${base}/{id}/restoration`]: {
      ...at,
      post: operation(`Restores a deleted record of ${one}`, 'restore', answer(reference(name))),
    },
  }
}

function addEndpoint(
  paths: Record<string, Json>,
  { method, path, summary, input, output, status = 200, open, stream, past }: Endpoint,
): void {
  const operationId = `${method.toLowerCase()}${path.replace(/[^a-zA-Z]+([a-zA-Z])?/g, (_, letter: string = '') => letter.toUpperCase())}`
  const content = input
    ? { 'application/json': { schema: jsonSchema(input) } }
    : stream && method !== 'GET'
      ? { 'application/octet-stream': { schema: {} } }
      : undefined
  const operation = {
    summary,
    operationId,
    ...(open ? { security: [] } : {}),
    ...(past ? { parameters: [{ $ref: '#/components/parameters/asOf' }] } : {}),
    ...(content ? { requestBody: { required: true, content } } : {}),
    responses: {
      [String(status)]: {
        description: 'Done',
        content: { 'application/json': { schema: output ? jsonSchema(output) : {} } },
      },
      default: { $ref: '#/components/responses/Problem' },
    },
  }
  const parameters = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))
  paths[path] = {
    ...paths[path],
    ...(parameters.length > 0 && !paths[path] ? { parameters } : {}),
    [method.toLowerCase()]: operation,
  }
}

/** Refinements have no JSON Schema: what they check the action says. */
function jsonSchema(schema: z.ZodType): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' })
  return rest
}

const text = { type: 'string' }
const query = (name: string, description: string, schema: Json = text): Json => ({
  name,
  in: 'query',
  description,
  schema,
})

const sharedParameters: Record<string, Json> = {
  id: { name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } },
  filter: query('filter', 'The filter language as JSON: conditions, and, or, not, some.'),
  search: query('search', 'Words that the record holds.'),
  sort: query('sort', 'Field names, comma-separated; a leading - sorts downwards.'),
  fields: query('fields', 'Only these fields, comma-separated.'),
  limit: query('limit', 'Records of a page.', { type: 'integer', minimum: 1, maximum: 200, default: 50 }),
  cursor: query('cursor', 'The `next` of the page before.'),
  fromEnd: query('fromEnd', 'Read from the other end.', { type: 'boolean' }),
  from: query('from', 'Start at the first record whose first sort value is not before this; with fromEnd, before it.'),
  count: query('count', 'Count too.', { type: 'boolean' }),
  deleted: query('deleted', 'The deleted ones instead.', { type: 'boolean' }),
  asOf: query(
    'asOf',
    'As it was when that day ended, in the workspace’s zone; of records that the role may see today.',
    {
      type: 'string',
      format: 'date',
    },
  ),
  group: query('group', 'One or two fields, or parts of dates: closedOn:month.'),
  measures: query('measures', 'count, sum:amount, average:amount, min:closeOn, max:closeOn.'),
  descending: query('descending', 'From the last group on; those without a value stay last.', { type: 'boolean' }),
  groupLimit: query('limit', 'Groups of a page; without it all of them, at most 5,000.', {
    type: 'integer',
    minimum: 1,
    maximum: 1_000,
  }),
  idempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    description: 'The same key gives the same answer.',
    schema: text,
  },
  waited: {
    name: 'Tendero-Waited',
    in: 'header',
    description: 'For how many seconds it waited on a device without a network: the record is from before.',
    schema: { type: 'integer', minimum: 0 },
  },
  ifMatch: { name: 'If-Match', in: 'header', description: 'The version that was read, quoted.', schema: text },
}

const sharedSchemas: Record<string, Json> = {
  Count: {
    type: 'object',
    properties: { value: { type: 'integer' }, estimated: { type: 'boolean' } },
    required: ['value', 'estimated'],
  },
  Operation: {
    type: 'object',
    properties: { operationId: { type: 'string', format: 'uuid' } },
    required: ['operationId'],
  },
  Aggregate: {
    type: 'object',
    properties: {
      currency: text,
      next: { type: ['string', 'null'] },
      count: { type: 'integer', description: 'How many groups there are, on all pages.' },
      groups: {
        type: 'array',
        items: {
          type: 'object',
          properties: {
            keys: { type: 'array', items: { type: ['string', 'number', 'boolean', 'null'] } },
            titles: { type: 'array', items: { type: ['string', 'null'] } },
            measures: { type: 'object', additionalProperties: { type: ['string', 'number', 'null'] } },
          },
        },
      },
    },
  },
  Bulk: {
    type: 'object',
    properties: {
      create: { type: 'array', items: { type: 'object' } },
      update: {
        type: 'array',
        items: { type: 'object', required: ['id'], properties: { id: { type: 'string', format: 'uuid' } } },
      },
      delete: { type: 'array', items: { type: 'string', format: 'uuid' } },
    },
  },
  BulkResult: {
    type: 'object',
    properties: {
      operationId: { type: 'string', format: 'uuid' },
      results: {
        type: 'array',
        items: {
          type: 'object',
          properties: {
            ok: { type: 'boolean' },
            id: { type: 'string', format: 'uuid' },
            problem: reference('Problem'),
          },
          required: ['ok'],
        },
      },
    },
  },
  Problem: {
    type: 'object',
    properties: {
      type: text,
      title: text,
      status: { type: 'integer' },
      code: { type: 'string', description: 'Stable; decide by it.' },
      requestId: text,
      fields: {
        type: 'object',
        additionalProperties: { type: 'object', properties: { code: text, details: { type: 'object' } } },
      },
      details: { type: 'object' },
    },
    required: ['type', 'title', 'status', 'code'],
  },
}
