import { isId } from '@tendero/model'
import type { Event } from '../kernel/events.ts'
import type { Slice } from '../kernel/kernel.ts'
import { editRecords, type MassEditPlace } from './edit-records.job.ts'
import { massEditEndpoints } from './mass-edit-endpoints.action.ts'

function placeOf({ workspaceId, payload }: Event): MassEditPlace {
  if (!isId(payload.massEdit)) throw new Error('a mass edit event without a mass edit')
  return { workspaceId, id: payload.massEdit }
}

/** Changes of many records at once: checked, carried out in portions, told what became of each. */
export const massEdit: Slice = {
  endpoints: massEditEndpoints,
  subscribers: [
    {
      name: 'mass-edit.check',
      topics: ['mass_edit.check'],
      run: (kernel, event) => editRecords(kernel, placeOf(event), 'preview'),
    },
    {
      name: 'mass-edit.run',
      topics: ['mass_edit.run'],
      run: (kernel, event) => editRecords(kernel, placeOf(event), 'outcome'),
    },
  ],
}
