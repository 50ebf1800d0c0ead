import { Button, NativeSelect, Popover, Stack, Switch, Text } from '@mantine/core'
import { IconSettings } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { notificationKinds, notificationMails } from '@tendero/model/api'
import { useSession } from '../kernel/session.ts'
import { settingsQuery, useChangeSettings } from './notification-data.ts'
import { useNotificationWords } from './words.ts'

/** Which kinds of notification somebody wants; saved as they are chosen. */
export function SettingsMenu() {
  const words = useNotificationWords()
  const { user } = useSession()
  const { data } = useQuery(settingsQuery(user.id))
  const change = useChangeSettings(user.id)
  const { muted = [], mail = 'off' } = data ?? {}
  return (
    <Popover position="bottom-end" width={320} trapFocus withRoles>
      <Popover.Target>
        <Button variant="default" leftSection={<IconSettings size={16} aria-hidden />}>
          {words.settings}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={words.settings}>
        <Stack gap="sm">
          {notificationKinds.map((kind) => (
            <Switch
              key={kind}
              label={words.kinds[kind]}
              disabled={!data}
              checked={!muted.includes(kind)}
              onChange={({ currentTarget: { checked } }) =>
                change.mutate({ mail, muted: checked ? muted.filter((one) => one !== kind) : [...muted, kind] })
              }
            />
          ))}
          <NativeSelect
            label={words.byMail}
            disabled={!data}
            value={mail}
            onChange={({ currentTarget: { value } }) =>
              change.mutate({ muted, mail: notificationMails.find((one) => one === value) ?? 'off' })
            }
            data={notificationMails.map((one) => ({ value: one, label: words.mails[one] }))}
          />
          <Text size="xs" c="dimmed">
            {words.following}
          </Text>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}
