import type { AnyRecord, MetadataObject } from '@tendero/model/api'
import type { ComponentType } from 'react'

export interface ExtensionProps {
  readonly object: MetadataObject
  readonly record: AnyRecord
}

/** What a slice adds to the record page of an object. Components are given through `lazy`, so that only their pages load them. */
export interface RecordExtension {
  /** Beside the title: buttons of the slice's own actions. */
  readonly actions?: readonly ComponentType<ExtensionProps>[]
  /** Under the title, over the whole width: the stage bar of an opportunity. */
  readonly banners?: readonly ComponentType<ExtensionProps>[]
  /** In the column of related records, above the derived lists. */
  readonly panels?: readonly ComponentType<ExtensionProps>[]
  /** Objects whose derived related list a panel replaces. */
  readonly replaces?: readonly string[]
  /** Fields that the slice shows itself and the facts leave out. */
  readonly hides?: readonly string[]
}

const none: RecordExtension = {}

/**
 * Slices plug in here; the page knows nothing of them.
 * @example opportunity: { banners: [lazy(() => import('../sales/stage-bar.tsx'))] }
 */
const extensions: Readonly<Record<string, RecordExtension>> = {}

export function extensionOf(object: string): RecordExtension {
  return extensions[object] ?? none
}
