import type { ConfigurationResource } from '../../../../grading/resource/resources.ts';
import { AdminFrame } from '../../admin/admin-frame.tsx';
import { Failure } from '../../components/failure.tsx';
import { Loading } from '../../components/loading.tsx';
import { DeskTable } from '../../components/desk-table.tsx';
import { useResource } from '../../state/use-resource.ts';

export default function ConfigurationPage() {
  const configuration = useResource<ConfigurationResource>('operations/configuration');
  return (
    <AdminFrame
      title="Configuration"
      lead="Of the API's process, as it was started: environment variables. Passwords are masked."
    >
      {configuration.state === 'failed' && <Failure {...configuration} />}
      {configuration.state === 'loading' && <Loading what="the settings" />}
      {configuration.state === 'ready' && (
        <DeskTable label="Settings" columns={['Setting', 'Value', 'What it is']}>
          {configuration.value.items.map(({ env, value, description }) => (
            <tr key={env}>
              <th scope="row">
                <code>{env}</code>
              </th>
              <td>{value === null ? <span class="facts">not set</span> : <code>{value}</code>}</td>
              <td class="facts">{description}</td>
            </tr>
          ))}
        </DeskTable>
      )}
    </AdminFrame>
  );
}
