import { Button } from '@mantine/core'
import { IconArrowMerge } from '@tabler/icons-react'
import type { MetadataObject } from '@tendero/model/api'
import { useState } from 'react'
import { useMay } from '../kernel/session.ts'
import { isMergeable } from './compared.ts'
import { MergeDialog } from './merge-dialog.tsx'
import { useDuplicateWords } from './words.ts'

/** Records that become one at once. */
const mostMerged = 10

interface MergeChosenProps {
  readonly object: MetadataObject
  readonly ids: readonly string[]
  /** The records that are gone since. */
  readonly onMerged: (gone: readonly string[]) => void
}

/** Merges the chosen rows of a list. */
export function MergeChosen({ object, ids, onMerged }: MergeChosenProps) {
  const { merge } = useDuplicateWords()
  const may = useMay('merge')
  const [merging, setMerging] = useState(false)
  if (!may || !isMergeable(object) || object.can.edit === 'none' || ids.length < 2 || ids.length > mostMerged)
    return null
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconArrowMerge size={14} aria-hidden />}
        onClick={() => setMerging(true)}
      >
        {merge.action}
      </Button>
      {merging && (
        <MergeDialog
          object={object}
          ids={ids}
          onClose={() => setMerging(false)}
          onMerged={({ merged }) => onMerged(merged)}
        />
      )}
    </>
  )
}
