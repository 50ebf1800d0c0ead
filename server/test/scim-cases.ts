import { absent } from './unseen.ts'
import type { World } from './world.ts'

interface ScimCase {
  readonly id: string
  readonly filter: string
  bodies(id: string): Readonly<Record<string, unknown>>
}

const patchOf = (path: string, value: unknown) => ({
  schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
  Operations: [{ op: 'replace', path, value }],
})

/** What a directory can ask of somebody or of a group, by its address. */
export const scimCasesOf = ({ ids }: World): Readonly<Record<string, ScimCase>> => ({
  '/Users': {
    id: ids.bo,
    filter: 'userName eq "bo@example.com"',
    bodies: () => ({
      GET: undefined,
      PUT: { userName: 'taken@example.com', displayName: 'Taken', active: false },
      PATCH: patchOf('active', false),
      DELETE: undefined,
    }),
  },
  '/Groups': {
    id: ids.northWest,
    filter: 'displayName eq "North West"',
    bodies: (id) => ({
      GET: undefined,
      PUT: { displayName: 'Taken', members: [] },
      PATCH: patchOf('members', [{ value: ids.bo }]),
      DELETE: undefined,
      POST: { displayName: 'Theirs', members: [{ value: id === absent ? absent : ids.bo }] },
    }),
  },
})
