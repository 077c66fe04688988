/** A labelled choice of a file; what was chosen is read at once, and the same file can be chosen again. */
import { useId } from 'preact/hooks';

interface PickerProps {
  label: string;
  hint?: string;
  accept?: string;
  onPick(file: File): void;
}

export function Picker({ label, hint, accept, onPick }: PickerProps) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        type="file"
        id={id}
        accept={accept}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? [];
          if (file) onPick(file);
        }}
        onClick={({ currentTarget }) => {
          currentTarget.value = '';
        }}
      />
      {hint && (
        <p class="muted" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}
