import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import type { Rights } from '@tendero/model/api'
import { FormError } from '../../design/form-error.tsx'
import { useFormat } from '../../kernel/format.ts'
import { useWords } from '../../kernel/language.ts'
import { fieldOf, useCatalogue } from '../../kernel/metadata.ts'
import { type Kept, useAll, useSave } from '../data.ts'
import { useSettingsWords } from '../words.ts'
import type { RightsChange } from './rights.ts'
import { RolePreview } from './role-preview.tsx'
import classes from './roles.module.css'

interface SaveRoleProps {
  readonly role: Kept<'role'>
  readonly called: string
  readonly wanted: { readonly name: string; readonly administrator: boolean; readonly rights: Rights }
  readonly changes: readonly RightsChange[]
  readonly onClose: () => void
}

interface Difference {
  readonly what: string
  readonly before: string
  readonly after: string
}

/** What saving would change, and for whom: read before it is done. */
export function SaveRole({ role, called, wanted, changes, onClose }: SaveRoleProps) {
  const words = useWords()
  const own = useSettingsWords().roles
  const format = useFormat()
  const describe = useDescription()
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
          {differences.map(({ what, before, after }) => (
            <div key={what} className={classes.change}>
              <Text span size="sm" fw={500} style={{ flex: '1 1 12rem' }}>
                {what}
              </Text>
              <span className={classes.before}>{before}</span>
              <span aria-hidden>→</span>
              <Text span size="sm" fw={600}>
                {after}
              </Text>
            </div>
          ))}
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

function useDescription(): (change: RightsChange) => Difference {
  const words = useSettingsWords().roles
  const shared = useWords().common
  const catalogue = useCatalogue()
  return (change) => {
    if (change.kind === 'action')
      return {
        what: words.actions[change.action].title,
        before: change.granted ? shared.no : shared.yes,
        after: change.granted ? shared.yes : shared.no,
      }
    const object = catalogue.object(change.object)
    const many = object?.label.many ?? change.object
    if (change.kind === 'field')
      return {
        what: `${many} · ${(object && fieldOf(object, change.field)?.label) ?? change.field}`,
        before: words.limits[change.from ?? 'free'],
        after: words.limits[change.to ?? 'free'],
      }
    const scoped = object?.owned && change.verb !== 'create'
    const said = (scope: typeof change.from): string =>
      scoped ? words.scopes[scope] : words.yesNo[scope === 'none' ? 'no' : 'yes']
    return { what: `${many} · ${words.verbs[change.verb]}`, before: said(change.from), after: said(change.to) }
  }
}
