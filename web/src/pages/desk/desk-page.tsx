import { DeskFrame } from '../../desk/desk-frame.tsx';

export default function DeskPage() {
  return (
    <DeskFrame title="Cohorts" lead="The classes that you teach.">
      {null}
    </DeskFrame>
  );
}
