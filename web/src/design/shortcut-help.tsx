import { Group, Kbd, Modal, Stack, Switch, Table, Text } from '@mantine/core'
import { Fragment } from 'react'
import { useWords } from '../kernel/language.ts'
import { shortcutHelpOpen } from './asked.ts'
import { isApple, singleKeys } from './keyboard.ts'
import { usePlaces } from './places.tsx'

interface Shortcut {
  readonly keys: readonly string[]
  readonly does: string
}

function Keys({ keys }: { readonly keys: readonly string[] }) {
  const words = useWords()
  return (
    <Group gap={6} wrap="nowrap">
      {keys.map((key, index) => (
        <Fragment key={key}>
          {index > 0 && (
            <Text size="xs" c="dimmed" span>
              {words.shortcuts.andThen}
            </Text>
          )}
          <Kbd style={{ whiteSpace: 'nowrap' }}>{key}</Kbd>
        </Fragment>
      ))}
    </Group>
  )
}

function Part({ title, shortcuts }: { readonly title: string; readonly shortcuts: readonly Shortcut[] }) {
  return (
    <div>
      <Text component="h3" fw={600} size="sm" mb={4}>
        {title}
      </Text>
      <Table layout="fixed" withRowBorders={false} verticalSpacing={4} horizontalSpacing={0}>
        <Table.Tbody>
          {shortcuts.map(({ keys, does }) => (
            <Table.Tr key={does}>
              <Table.Td>{does}</Table.Td>
              <Table.Td w="9.5rem">
                <Keys keys={keys} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  )
}

/** What every key does, and the switch for those who do not want single keys. */
export function ShortcutHelp() {
  const { shortcuts: words, verbs } = useWords()
  const opened = shortcutHelpOpen.use()
  const plain = singleKeys.use()
  const places = usePlaces().flatMap((group) => group.places)
  return (
    <Modal
      opened={opened}
      onClose={() => shortcutHelpOpen.set(false)}
      title={words.title}
      size="lg"
      closeButtonProps={{ 'aria-label': verbs.close }}
    >
      <Stack gap="lg">
        <Switch
          label={words.single}
          checked={plain}
          onChange={(event) => singleKeys.set(event.currentTarget.checked)}
        />
        <Part
          title={words.everywhere}
          shortcuts={[
            { keys: [isApple ? '⌘ K' : 'Ctrl K'], does: words.palette },
            { keys: ['?'], does: words.help },
            ...places.flatMap(({ letter, label }) =>
              letter ? [{ keys: ['g', letter], does: words.goTo(label) }] : [],
            ),
          ]}
        />
        <Part
          title={words.inLists}
          shortcuts={[
            { keys: ['j'], does: words.next },
            { keys: ['k'], does: words.previous },
            { keys: ['Enter'], does: words.open },
            { keys: ['x'], does: words.select },
            { keys: ['e'], does: words.editCell },
            { keys: ['← ↑ → ↓'], does: words.cells },
            { keys: ['Ctrl End'], does: words.toEnd },
            { keys: [words.letters], does: words.jump },
            { keys: ['f'], does: words.searchList },
            { keys: ['c'], does: words.create },
          ]}
        />
        <Part
          title={words.onRecords}
          shortcuts={[
            { keys: ['j'], does: words.nextRecord },
            { keys: ['k'], does: words.previousRecord },
            { keys: ['n'], does: words.composeNote },
            { keys: ['m'], does: words.composeComment },
          ]}
        />
      </Stack>
    </Modal>
  )
}
