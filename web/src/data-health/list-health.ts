import type { MetadataObject } from '@tendero/model/api'
import { createStore } from '../kernel/store.ts'

/** Of which object's list the health is shown; null when it is not. */
export const listHealthShown = createStore<MetadataObject['name'] | null>(null)
