import { useState } from 'preact/hooks';
import type { Page, PhaseResource } from '../../../../grading/resource/resources.ts';
import { plural } from '../../../../grading/text/units.ts';
import { useResource } from '../../state/use-resource.ts';
import { asArchive, packFolder, type ChosenFile } from './pack-folder.ts';

/** What the author chose, to be packed when it is sent. */
export interface Upload {
  readonly pack: () => Promise<Blob>;
  /** Where the archive is not to say it itself. */
  readonly id: string | null;
  readonly phase: string | null;
}

interface UploadFormProps {
  /** A version of this exercise; null: of whichever the folder is. */
  readonly exerciseId: string | null;
  /** What is being done; null: nothing. */
  readonly step: string | null;
  readonly onUpload: (upload: Upload) => void;
}

type Source = 'folder' | 'archive';

export function UploadForm({ exerciseId, step, onUpload }: UploadFormProps) {
  const [source, setSource] = useState<Source>('folder');
  const [files, setFiles] = useState<readonly File[]>([]);
  const [phase, setPhase] = useState('');
  const choose = (next: Source): void => {
    setSource(next);
    setFiles([]);
  };
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    onUpload({
      pack: () => (source === 'folder' ? packFolder(files.map(inFolder)) : archiveOf(files)),
      id: exerciseId,
      phase: phase === '' ? null : phase,
    });
  };
  return (
    <form class="upload-form desk-card" onSubmit={submit}>
      <fieldset class="upload-source">
        <legend>What to upload</legend>
        <SourceChoice value="folder" chosen={source} onChoose={choose} text="A folder" />
        <SourceChoice
          {...{ value: 'archive', chosen: source, onChoose: choose }}
          text="An archive: .zip or .tar.gz"
        />
      </fieldset>
      <FileField key={source} source={source} onFiles={setFiles} />
      {exerciseId === null && <PhaseField value={phase} onChange={setPhase} />}
      <p class="form-end">
        <button type="submit" disabled={files.length === 0 || step !== null}>
          Upload
        </button>
        <span role="status">
          {step ?? (source === 'folder' && files.length > 0 && plural(files.length, 'file'))}
        </span>
      </p>
    </form>
  );
}

const inFolder = (file: File): ChosenFile => ({ path: file.webkitRelativePath, blob: file });

const archiveOf = async (files: readonly File[]): Promise<Blob> => {
  const [file] = files;
  if (file === undefined) throw new Error('Choose an archive.');
  const isZip = file.name.toLowerCase().endsWith('.zip');
  return Promise.resolve(asArchive(file, isZip ? 'application/zip' : 'application/gzip'));
};

interface SourceChoiceProps {
  readonly value: Source;
  readonly chosen: Source;
  readonly onChoose: (source: Source) => void;
  readonly text: string;
}

const SourceChoice = ({ value, chosen, onChoose, text }: SourceChoiceProps) => (
  <label class="desk-check">
    <input type="radio" name="source" checked={value === chosen} onChange={() => onChoose(value)} />
    {text}
  </label>
);

interface FileFieldProps {
  readonly source: Source;
  readonly onFiles: (files: readonly File[]) => void;
}

function FileField({ source, onFiles }: FileFieldProps) {
  const isFolder = source === 'folder';
  return (
    <label class="upload-file">
      {isFolder ? 'The folder, with its exercise.yaml' : 'The archive of the folder'}
      <input
        type="file"
        {...(isFolder
          ? { webkitdirectory: true }
          : { accept: '.zip,.tgz,.tar.gz,application/gzip' })}
        onChange={({ currentTarget }) => onFiles([...(currentTarget.files ?? [])])}
      />
    </label>
  );
}

interface PhaseFieldProps {
  readonly value: string;
  readonly onChange: (phase: string) => void;
}

function PhaseField({ value, onChange }: PhaseFieldProps) {
  const phases = useResource<Page<PhaseResource>>('phases');
  return (
    <label class="upload-phase">
      Phase
      <select value={value} onChange={({ currentTarget }) => onChange(currentTarget.value)}>
        <option value="">As the folder around it, or as before</option>
        {phases.state === 'ready' &&
          phases.value.items.map(({ id, title }) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
      </select>
    </label>
  );
}
