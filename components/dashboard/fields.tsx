/** A labelled field with its hint and its fault, read out together. */
import { useId, useState } from 'preact/hooks';

interface FieldProps {
  label: string;
  value: string;
  hint?: string;
  /** What is wrong with the value; empty: nothing. */
  fault?: string;
  type?: 'text' | 'password' | 'tel' | 'email' | 'number' | 'date' | 'search' | 'url' | 'time';
  rows?: number;
  /** Told on every key. */
  onInput?(value: string): void;
  /** Told when the person leaves the field after a change. */
  onChange?(value: string): void;
}

/**
 * One line, or several when `rows` says so. What is typed stays until the value itself changes, so that news from
 * elsewhere never takes it from under the person's hands.
 */
export function Field({ label, hint, fault, rows, type = 'text', value, onInput, onChange }: FieldProps) {
  const id = useId();
  // Kept with the value that it was typed over: an effect would come late on a slow PC, and take the first keys with it.
  const [typed, setTyped] = useState<{ over: string; text: string } | null>(null);
  const described = [hint && `${id}-hint`, fault && `${id}-fault`].filter(Boolean).join(' ');
  const shared = {
    id,
    value: typed?.over === value ? typed.text : value,
    'aria-describedby': described || undefined,
    'aria-invalid': fault ? true : undefined,
    onInput: (event: Event): void => {
      const written = (event.currentTarget as HTMLInputElement).value;
      setTyped({ over: value, text: written });
      onInput?.(written);
    },
    onChange: (event: Event): void => onChange?.((event.currentTarget as HTMLInputElement).value),
  };
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {rows ? <textarea {...shared} rows={rows} /> : <input {...shared} {...literal(type)} />}
      {hint && (
        <p class="muted" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {fault && (
        <p class="fault" id={`${id}-fault`}>
          {fault}
        </p>
      )}
    </div>
  );
}

/** Preact's types tell inputs apart by one literal; a union of them fits none. */
const literal = (type: FieldProps['type']): { type: 'text' } => ({ type: type as 'text' });

interface CheckProps {
  label: string;
  checked: boolean;
  hint?: string;
  onChange(checked: boolean): void;
}

export function Check({ label, checked, hint, onChange }: CheckProps) {
  const id = useId();
  return (
    <div class="check">
      <input
        type="checkbox"
        id={id}
        checked={checked}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <label for={id}>{label}</label>
      {hint && (
        <p class="muted" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}

interface ChoiceProps<Value extends string> {
  label: string;
  value: Value;
  options: readonly (readonly [Value, string])[];
  onChange(value: Value): void;
}

export function Choice<Value extends string>({ label, value, options, onChange }: ChoiceProps<Value>) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => onChange(event.currentTarget.value as Value)}>
        {options.map(([key, text]) => (
          <option key={key} value={key}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
}
