import { Button, Group, Stack } from '@mantine/core'
import { IconKey, IconTrash } from '@tabler/icons-react'
import type { DkimSettings } from '@tendero/model/api'
import { useState } from 'react'
import { ConfirmDialog } from '../../design/confirm-dialog.tsx'
import { failed } from '../../design/notices.tsx'
import { Secret } from '../people/invite.tsx'
import { Part } from '../section-frame.tsx'
import { useSettingsWords } from '../words.ts'
import { useDkim } from './mail-data.ts'

/** The key that mail is signed with, and the record that receivers check it by. */
export function DkimPart({ dkim }: { readonly dkim: DkimSettings | null }) {
  const own = useSettingsWords().mail.dkim
  const [asked, setAsked] = useState<'make' | 'remove' | null>(null)
  const { mutate, isPending, error } = useDkim()
  if (!dkim)
    return (
      <Part title={own.title} lead={own.lead}>
        <Group>
          <Button
            leftSection={<IconKey size={16} aria-hidden />}
            loading={isPending}
            onClick={() => mutate('make', { onError: (reason) => failed(reason) })}
          >
            {own.make}
          </Button>
        </Group>
      </Part>
    )
  return (
    <Part title={own.title} lead={own.lead}>
      <Stack gap="sm">
        <Secret label={own.recordName} value={dkim.recordName} />
        <Secret label={own.recordValue} value={dkim.recordValue} />
        <Group gap="xs">
          <Button
            variant="subtle"
            color="red"
            leftSection={<IconTrash size={16} aria-hidden />}
            onClick={() => setAsked('remove')}
          >
            {own.remove}
          </Button>
          <Button variant="subtle" leftSection={<IconKey size={16} aria-hidden />} onClick={() => setAsked('make')}>
            {own.another}
          </Button>
        </Group>
      </Stack>
      {asked && (
        <ConfirmDialog
          title={asked === 'make' ? own.another : own.remove}
          lead={asked === 'make' ? own.anotherLead : own.removeLead}
          verb={asked === 'make' ? own.another : own.remove}
          loading={isPending}
          error={error}
          onConfirm={() => mutate(asked, { onSuccess: () => setAsked(null) })}
          onClose={() => setAsked(null)}
        />
      )}
    </Part>
  )
}
