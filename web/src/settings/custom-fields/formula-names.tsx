import { Button, Group, Stack, Text } from '@mantine/core'
import { useSettingsWords } from '../words.ts'
import classes from './formula-names.module.css'
import type { Suggestion } from './formula-scope.ts'

interface FormulaNamesProps {
  readonly suggestions: readonly Suggestion[]
  readonly onChoose: (text: string) => void
}

/** Everything that a formula may name, each to be put where one writes by a click. */
export function FormulaNames({ suggestions, onChoose }: FormulaNamesProps) {
  const own = useSettingsWords().formulas
  const isFunction = ({ text }: Suggestion): boolean => text.endsWith('(')
  const isReferred = ({ text }: Suggestion): boolean => text.includes('.')
  const parts = [
    { title: own.fields, of: suggestions.filter((one) => !isFunction(one) && !isReferred(one)) },
    { title: own.functions, of: suggestions.filter(isFunction) },
    { title: own.referredFields, of: suggestions.filter(isReferred) },
  ]
  return (
    <details className={classes.names}>
      <summary>{own.names}</summary>
      <Stack gap="xs" mt="xs">
        {parts.map(
          ({ title, of }) => of.length > 0 && <Names key={title} title={title} suggestions={of} onChoose={onChoose} />,
        )}
      </Stack>
    </details>
  )
}

function Names({ title, suggestions, onChoose }: FormulaNamesProps & { readonly title: string }) {
  return (
    <section aria-label={title}>
      <Text size="xs" c="dimmed" fw={600} mb={4}>
        {title}
      </Text>
      <Group gap={4}>
        {suggestions.map(({ text, label }) => (
          <Button
            key={text}
            variant="default"
            size="compact-sm"
            className={classes.name}
            onClick={() => onChoose(text)}
          >
            <code>{text}</code>
            {label && <span className={classes.label}>{label}</span>}
          </Button>
        ))}
      </Group>
    </section>
  )
}
