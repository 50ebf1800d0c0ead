import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import type { Rights } from '@tendero/model/api'
import { FormError } from '../../design/form-error.tsx'
import { useFormat } from '../../kernel/format.ts'
import { useWords } from '../../kernel/language.ts'
import { type Kept, useAll, useSave } from '../data.ts'
import { useSettingsWords } from '../words.ts'
import { type Difference, Differences, useRightsDifference } from './differences.tsx'
import type { RightsChange } from './rights.ts'
import { RolePreview } from './role-preview.tsx'

interface SaveRoleProps {
  readonly role: Kept<'role'>
  readonly called: string
  readonly wanted: { readonly name: string; readonly administrator: boolean; readonly rights: Rights }
  readonly changes: readonly RightsChange[]
  readonly onClose: () => void
}

/** What saving would change, and for whom: read before it is done. */
export function SaveRole({ role, called, wanted, changes, onClose }: SaveRoleProps) {
  const words = useWords()
  const own = useSettingsWords().roles
  const format = useFormat()
  const describe = useRightsDifference()
  const save = useSave('role')
  const people = useAll('user').filter((person) => person.role === role.id && person.active)
  const renamed = wanted.name !== called
  const promoted = wanted.administrator !== role.administrator
  const differences: readonly Difference[] = [
    ...(renamed ? [{ what: own.name, before: called, after: wanted.name }] : []),
    ...(promoted
      ? [
          {
            what: own.everything,
            before: role.administrator ? words.common.yes : words.common.no,
            after: wanted.administrator ? words.common.yes : words.common.no,
          },
        ]
      : []),
    ...changes.map(describe),
  ]
  const apply = (): void =>
    save.mutate(
      {
        id: role.id,
        version: role.version,
        values: {
          ...(renamed ? { name: wanted.name } : {}),
          ...(promoted ? { administrator: wanted.administrator } : {}),
          ...(changes.length > 0 ? { rights: wanted.rights } : {}),
        },
        said: own.saved(wanted.name),
      },
      { onSuccess: onClose },
    )
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={own.reviewTitle}
      closeButtonProps={{ 'aria-label': words.verbs.close }}
    >
      <Stack>
        <FormError error={save.error} />
        <Text size="sm">
          {people.length === 0
            ? own.concernsNobody
            : own.concerns(people.length, format.list(people.slice(0, 5).map(({ name }) => name)))}
        </Text>
        <div>
          <Differences of={differences} />
        </div>
        {(promoted || changes.length > 0) && <RolePreview id={role.id} wanted={wanted} changes={changes} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {words.verbs.back}
          </Button>
          <Button data-autofocus loading={save.isPending} onClick={apply}>
            {words.verbs.save}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
