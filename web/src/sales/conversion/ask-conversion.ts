import type { AnyRecord, MetadataObject } from '@tendero/model/api'
import { createStore } from '../../kernel/store.ts'
import type { AskFirst } from '../../records/extensions.ts'

/** The lead that somebody wants to convert by a gesture; its dialog is on the screen while this is set. */
export const asked = createStore<{ readonly lead: AnyRecord; readonly object: MetadataObject } | null>(null)

/** A lead that is dragged to the converted ones is converted, not merely called so. */
export const askFirst: AskFirst = ({ object, record, patch }) => {
  if (patch.status !== 'converted') return Promise.resolve(patch)
  asked.set({ lead: record, object })
  return Promise.resolve(null)
}
