import { Combobox, Group, Stack, Text, Textarea, useCombobox } from '@mantine/core'
import type { MetadataObject } from '@tendero/model/api'
import { compileFormula } from '@tendero/model/formula/compile'
import type { FormulaProblem } from '@tendero/model/formula/problem'
import { useMemo, useRef, useState } from 'react'
import { useCatalogue } from '../../kernel/metadata.ts'
import { useSettingsWords } from '../words.ts'
import { FormulaNames } from './formula-names.tsx'
import { FormulaPreview } from './formula-preview.tsx'
import { useProblemWords } from './formula-problem-words.ts'
import { completionsAt, exampleOf, scopeOf, suggestionsOf } from './formula-scope.ts'

interface FormulaEditorProps {
  readonly object: MetadataObject
  readonly formula: string
  /** Why the server did not take it. */
  readonly refused?: string
  readonly onChange: (formula: string) => void
}

/** A formula, checked while it is written, with the names that may stand there, and what it comes to. */
export function FormulaEditor({ object, formula, refused, onChange }: FormulaEditorProps) {
  const own = useSettingsWords().formulas
  const catalogue = useCatalogue()
  const compiled = useMemo(() => compileFormula(formula, scopeOf(catalogue, object)), [formula, catalogue, object])
  const begun = formula.trim() !== ''
  return (
    <Stack gap="xs">
      <FormulaInput object={object} formula={formula} invalid={begun && !compiled.ok} onChange={onChange} />
      <div aria-live="polite">
        {begun && !compiled.ok && <Problem formula={formula} problem={compiled.problem} />}
        {begun && compiled.ok && (
          <Text size="sm" c="dimmed">
            {own.gives(own.types[compiled.formula.type])}
          </Text>
        )}
        {refused && (
          <Text size="sm" c="var(--mantine-color-error)" role="alert">
            {refused}
          </Text>
        )}
      </div>
      {compiled.ok && <FormulaPreview object={object} formula={compiled.formula} />}
    </Stack>
  )
}

/** What is wrong, beneath the place where it is. */
function Problem({ formula, problem }: { readonly formula: string; readonly problem: FormulaProblem }) {
  const problemWords = useProblemWords()
  const { code, at, length, ...details } = problem
  const shown = 40
  const begins = Math.max(0, at - shown)
  return (
    <>
      <Text size="sm" c="var(--mantine-color-error)">
        {problemWords({ code, details })}
      </Text>
      {length > 0 && (
        <Text size="sm" ff="monospace" c="dimmed" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
          {begins > 0 ? '…' : ''}
          {formula.slice(begins, at)}
          <Text component="mark" inherit bg="transparent" c="var(--mantine-color-error)" td="underline wavy">
            {formula.slice(at, at + length)}
          </Text>
          {formula.slice(at + length, at + length + shown)}
        </Text>
      )}
    </>
  )
}

interface FormulaInputProps {
  readonly object: MetadataObject
  readonly formula: string
  readonly invalid: boolean
  readonly onChange: (formula: string) => void
}

function FormulaInput({ object, formula, invalid, onChange }: FormulaInputProps) {
  const own = useSettingsWords().formulas
  const catalogue = useCatalogue()
  const suggestions = useMemo(() => suggestionsOf(catalogue, object), [catalogue, object])
  const [place, setPlace] = useState(formula.length)
  const input = useRef<HTMLTextAreaElement>(null)
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() })
  const { from, found } = completionsAt(formula, place, suggestions)
  const insert = (text: string, begins = from): void => {
    onChange(formula.slice(0, begins) + text + formula.slice(place))
    combobox.closeDropdown()
    const end = begins + text.length
    setPlace(end)
    // After React has written the text.
    requestAnimationFrame(() => {
      input.current?.focus()
      input.current?.setSelectionRange(end, end)
    })
  }
  return (
    <>
      <Combobox store={combobox} onOptionSubmit={(text) => insert(text)}>
        <Combobox.Target>
          <Textarea
            ref={input}
            label={own.formula}
            description={own.lead}
            placeholder={exampleOf(object)}
            required
            autosize
            minRows={3}
            maxRows={10}
            spellCheck={false}
            autoCapitalize="off"
            autoComplete="off"
            styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
            error={invalid}
            value={formula}
            onChange={(event) => {
              onChange(event.currentTarget.value)
              setPlace(event.currentTarget.selectionStart)
              combobox.openDropdown()
              combobox.resetSelectedOption()
            }}
            onSelect={(event) => setPlace(event.currentTarget.selectionStart)}
            onBlur={() => combobox.closeDropdown()}
          />
        </Combobox.Target>
        <Combobox.Dropdown hidden={found.length === 0}>
          <Combobox.Options aria-label={own.suggestions}>
            {found.map(({ text, label }) => (
              <Combobox.Option key={text} value={text}>
                <Group gap="xs" justify="space-between" wrap="nowrap">
                  <Text size="sm" ff="monospace">
                    {text}
                  </Text>
                  <Text size="sm" c="dimmed" truncate>
                    {label}
                  </Text>
                </Group>
              </Combobox.Option>
            ))}
          </Combobox.Options>
        </Combobox.Dropdown>
      </Combobox>
      <FormulaNames suggestions={suggestions} onChoose={(text) => insert(text, place)} />
    </>
  )
}
