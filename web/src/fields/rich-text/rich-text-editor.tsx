import '@mantine/tiptap/styles.css'
import { Input } from '@mantine/core'
import { RichTextEditor as Frame, Link } from '@mantine/tiptap'
import type { RichText } from '@tendero/model/rich-text'
import { type JSONContent, useEditor } from '@tiptap/react'
import StarterKit from '@tiptap/starter-kit'
import { useState } from 'react'
import { styleNonce } from '../../kernel/style-nonce.ts'
import type { InputProps } from '../field-kind.tsx'
import { MentionPicker } from './mention-picker.tsx'
import { makeMentions } from './mentions.ts'
import { useRichTextWords } from './words.ts'

/** Writes a formatted text: with a bar of formats, or by signs such as `- ` and `**`; after an @ people can be chosen. Loaded when it is first needed. */
export function RichTextEditor(props: InputProps<RichText>) {
  const { field, value, label, description, error, required, autoFocus, disabled, onChange } = props
  const words = useRichTextWords()
  const [mentions] = useState(makeMentions)
  const editor = useEditor({
    extensions: [StarterKit.configure({ link: false, heading: { levels: [2, 3] } }), Link, mentions.node],
    // It is only read: the editor makes a document of its own.
    content: value as JSONContent | null,
    autofocus: autoFocus ? 'end' : false,
    editable: !disabled,
    shouldRerenderOnTransaction: true,
    injectNonce: styleNonce,
    editorProps: {
      attributes: {
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-label': label ?? field.label,
        ...(required ? { 'aria-required': 'true' } : {}),
        ...(error ? { 'aria-invalid': 'true' } : {}),
      },
      // Left to what stands around: there it saves.
      handleDOMEvents: { keydown: (_view, event) => event.key === 'Enter' && (event.ctrlKey || event.metaKey) },
    },
    onUpdate: ({ editor: changed }) => onChange(changed.isEmpty ? null : changed.getJSON()),
  })
  return (
    <Input.Wrapper
      label={label}
      labelElement="div"
      description={description}
      error={error}
      withAsterisk={required}
      inputWrapperOrder={['label', 'description', 'input', 'error']}
    >
      <Frame editor={editor} labels={words} variant="subtle" mt={label ? 4 : 0}>
        <Bar />
        <Frame.Content mah={420} style={{ overflowY: 'auto' }} />
      </Frame>
      <MentionPicker mentions={mentions} textbox={editor?.view.dom} />
    </Input.Wrapper>
  )
}

function Bar() {
  return (
    <Frame.Toolbar>
      <Frame.ControlsGroup>
        <Frame.Bold />
        <Frame.Italic />
        <Frame.Underline />
        <Frame.Strikethrough />
        <Frame.ClearFormatting />
      </Frame.ControlsGroup>
      <Frame.ControlsGroup>
        <Frame.H2 />
        <Frame.H3 />
        <Frame.BulletList />
        <Frame.OrderedList />
        <Frame.Blockquote />
        <Frame.CodeBlock />
      </Frame.ControlsGroup>
      <Frame.ControlsGroup>
        <Frame.Link />
        <Frame.Unlink />
      </Frame.ControlsGroup>
    </Frame.Toolbar>
  )
}
