# Compiles the compiler, the library and what serves cases to functions ahead of time (mono's just-in-time compiler would do it anew
# in each process), and gathers in /opt/mono what the image needs.
set -eu
mkdir -p /opt/harness
mono /usr/lib/mono/4.5/mcs.exe -nologo -optimize+ -out:/opt/harness/harness.exe /tmp/harness/*.cs
GAC=/usr/lib/mono/gac
for file in /usr/lib/mono/4.5/mscorlib.dll /usr/lib/mono/4.5/mcs.exe $GAC/System/*/System.dll \
  $GAC/System.Core/*/System.Core.dll $GAC/System.Numerics/*/System.Numerics.dll \
  /opt/harness/harness.exe; do
  mono --aot=nodebug "$file" > /tmp/aot.log 2>&1 || { cat /tmp/aot.log; exit 1; }
done
# Debug symbols of the library.
find /usr/lib/mono -name '*.mdb' -delete -o -name '*.pdb' -delete

mkdir -p /opt/mono/usr/bin /opt/mono/usr/lib /opt/mono/etc /opt/mono/opt
cp -a /opt/harness /opt/mono/opt/harness
cp /usr/bin/mono-sgen /opt/mono/usr/bin/mono-sgen
ln -s mono-sgen /opt/mono/usr/bin/mono
cp -a /usr/lib/mono /opt/mono/usr/lib/mono
cp -a /etc/mono /opt/mono/etc/mono
cp -a /usr/lib/libMono*.so* /usr/lib/libmono-native.so* /opt/mono/usr/lib/
# What those link against; what the base has already is merely written again.
ldd /usr/bin/mono-sgen /usr/lib/libMono*.so /usr/lib/libmono-native.so |
  sed -n 's/.* => \(\/[^ ]*\) .*/\1/p' | sort -u |
  while read -r library; do
    cp -L --parents "/usr${library#/usr}" /opt/mono/
  done
