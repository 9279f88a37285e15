import java.util.*;

class Solution {
    static long[] levelSums(TreeNode root) {
        List<Long> sums = new ArrayList<>();
        Deque<TreeNode> queue = new ArrayDeque<>();
        if (root != null) queue.add(root);
        while (!queue.isEmpty()) {
            long sum = 0;
            for (int left = queue.size(); left > 0; left--) {
                TreeNode node = queue.remove();
                sum += node.val;
                if (node.left != null) queue.add(node.left);
                if (node.right != null) queue.add(node.right);
            }
            sums.add(sum);
        }
        return sums.stream().mapToLong(Long::longValue).toArray();
    }
}
