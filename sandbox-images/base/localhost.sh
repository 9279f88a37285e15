# Makes "localhost" a name. A cell has no network, and Docker then puts an empty /etc/hosts over the
# image's own: a service that listens on localhost, as tutorials have it, would not find out where.
set -eu

apt-get update
apt-get install -y libnss-myhostname
sed -i 's/^hosts:.*/hosts: files myhostname dns/' /etc/nsswitch.conf

# 127.0.0.1 before ::1, which the tunnel into a cell does not reach.
cat > /etc/gai.conf <<'PRECEDENCE'
precedence ::1/128       50
precedence ::/0          40
precedence 2002::/16     30
precedence ::/96         20
precedence ::ffff:0:0/96 100
PRECEDENCE
