import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import type { FileRoom } from '@tendero/model/api'
import { useState } from 'react'
import { ConfirmDialog } from '../../design/confirm-dialog.tsx'
import { notice } from '../../design/notices.tsx'
import { useFormat } from '../../kernel/format.ts'
import { queryClient } from '../../kernel/queries.ts'
import { transport } from '../../kernel/transport.ts'
import { useSettingsWords } from '../words.ts'

/** @param version of the company, which says how much room there is */
const keyOf = (version: number) => ['file-room', version] as const

/** How much room files take, and how much of it what was removed could give back. */
export function FileRoomPart({ version }: { readonly version: number }) {
  const own = useSettingsWords().workspace
  const format = useFormat()
  const [asking, setAsking] = useState(false)
  const { data } = useQuery({
    queryKey: keyOf(version),
    queryFn: () => transport.request<FileRoom>('GET', '/file-room'),
    placeholderData: keepPreviousData,
  })
  if (!data) return null
  const { used, removed, most } = data
  return (
    <Stack component="section" gap="xs" mt="xl" aria-labelledby="file-room">
      <Title order={2} size="h5" id="file-room">
        {own.files}
      </Title>
      <Text size="sm">
        {own.fileRoom(format.bytes(used), format.bytes(most))} {removed > 0 && own.removedFiles(format.bytes(removed))}
      </Text>
      {removed > 0 && (
        <Group>
          <Button variant="default" onClick={() => setAsking(true)}>
            {own.removeFiles}
          </Button>
        </Group>
      )}
      {asking && <RemoveFiles removed={removed} version={version} onClose={() => setAsking(false)} />}
    </Stack>
  )
}

interface RemoveFilesProps {
  readonly removed: number
  readonly version: number
  readonly onClose: () => void
}

function RemoveFiles({ removed, version, onClose }: RemoveFilesProps) {
  const own = useSettingsWords().workspace
  const format = useFormat()
  const remove = useMutation({
    mutationFn: () => transport.request<FileRoom>('DELETE', '/file-room/removed'),
    onSuccess: (room) => {
      queryClient.setQueryData(keyOf(version), room)
      onClose()
      notice(own.filesRemoved)
    },
  })
  return (
    <ConfirmDialog
      title={own.removeFiles}
      lead={own.removeFilesLead(format.bytes(removed))}
      verb={own.removeFiles}
      loading={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate()}
      onClose={onClose}
    />
  )
}
