import type { MetadataObject } from '@tendero/model/api'
import type { ViewSearch } from '../../kernel/view-state.ts'

export interface BoardProps {
  readonly object: MetadataObject
  /** Filter and words of the list's address. */
  readonly search: ViewSearch
}

/** A placeholder until boards are made. */
export function Board(_props: BoardProps) {
  return null
}
