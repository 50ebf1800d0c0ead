import { Checkbox, Stack } from '@mantine/core'
import { permittedActions, type Rights } from '@tendero/model/api'
import { useSettingsWords } from '../words.ts'
import { withAction } from './rights.ts'

interface ActionRightsProps {
  readonly rights: Rights
  readonly onChange: (rights: Rights) => void
}

export function ActionRights({ rights, onChange }: ActionRightsProps) {
  const words = useSettingsWords().roles
  return (
    <Stack gap="sm">
      {permittedActions.map((action) => (
        <Checkbox
          key={action}
          label={words.actions[action].title}
          description={words.actions[action].lead}
          checked={rights.actions.includes(action)}
          onChange={(event) => onChange(withAction(rights, action, event.currentTarget.checked))}
        />
      ))}
    </Stack>
  )
}
