import { Anchor, Button, Group, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { MassEditRun, MetadataObject } from '@tendero/model/api'
import { follow, useEnding, useFollowedAgain } from '../../design/following.tsx'
import { failed, undoable } from '../../design/notices.tsx'
import { loadedCatalogue } from '../../kernel/metadata.ts'
import { refreshObject } from '../../kernel/queries.ts'
import { isAtWork, massEditQuery, runningMassEdits, saveRefused, steerMassEdit } from './mass-edit-data.ts'
import { MassEditProgress } from './mass-edit-progress.tsx'
import { useMassEditWords } from './words.ts'

/** Tells in a notice how far a change of many records is, wherever one goes, and in the end what came of it. */
export function followMassEdit(object: MetadataObject, id: string): void {
  follow(`mass-edit-${id}`, (end) => <Following id={id} onEnd={end} object={object} />)
}

/** After the page was loaded anew: goes on telling of what is still being carried out. */
export function useRunningMassEdits(wanted: boolean): void {
  useFollowedAgain('mass-edit', wanted, async () => {
    for (const { id, object: name } of await runningMassEdits()) {
      const object = loadedCatalogue().object(name)
      if (object) followMassEdit(object, id)
    }
  })
}

interface FollowingProps {
  readonly object: MetadataObject
  readonly id: string
  readonly onEnd: () => void
}

function Following({ object, id, onEnd }: FollowingProps) {
  const words = useMassEditWords()
  const { data: run } = useQuery(massEditQuery(id))
  useEnding(run !== undefined && !isAtWork(run), () => {
    if (!run) return
    onEnd()
    void refreshObject(object.name)
    undoable(<Outcome run={run} />, run.operationId ?? undefined)
  })
  if (!run) return null
  return (
    <Stack gap="xs">
      <Text size="sm">{words.running}</Text>
      <MassEditProgress run={run} />
      <Group justify="flex-end">
        <Button
          size="compact-sm"
          variant="light"
          onClick={() => void steerMassEdit(id, 'cancellation').catch((error: unknown) => failed(error))}
        >
          {words.stop}
        </Button>
      </Group>
    </Stack>
  )
}

/** What came of a change of many records. */
function Outcome({ run }: { readonly run: MassEditRun }) {
  const words = useMassEditWords()
  const { changed, refused } = run.outcome
  return (
    <>
      {words.changed(changed)}
      {run.state === 'cancelled' && ` ${words.stopped}`}
      {run.state === 'interrupted' && ` ${words.interrupted}`}
      {refused > 0 && (
        <>
          {'. '}
          {words.wereRefused(refused)}{' '}
          <Anchor component="button" type="button" inherit onClick={() => void saveRefused(run.id).catch(failed)}>
            {words.refusedFile}
          </Anchor>
        </>
      )}
    </>
  )
}
